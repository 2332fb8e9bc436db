package io.github.taggedcache.testsupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClusterNodeTests {

	@Test
	void lineAboutTheNodeItselfIsRead() {
		ClusterNode node = ClusterNode.parse("""
				aa 127.0.0.1:21000@21001 master - 0 1700000000000 2 connected 5461-10922
				bb 127.0.0.1:22000@22001 myself,master - 0 0 3 connected 0-5460 7000 [93->-aa]
				""");
		assertThat(node.id()).isEqualTo("bb");
		assertThat(node.busPort()).isEqualTo(22_001);
		assertThat(node.epoch()).isEqualTo(3);
		assertThat(node.isMaster()).isTrue();
		assertThat(node.slots()).containsExactly("0-5460", "7000");
	}

	@Test
	void rangesAndSingleSlotsAreOwned() {
		ClusterNode node = ClusterNode.parse("bb :22000@22001 myself,master - 0 0 3 connected 0-5460 7000\n");
		assertThat(node.owns(0)).isTrue();
		assertThat(node.owns(5_460)).isTrue();
		assertThat(node.owns(5_461)).isFalse();
		assertThat(node.owns(7_000)).isTrue();
	}

	@Test
	void replicaOwnsNothing() {
		ClusterNode node = ClusterNode.parse("bb :22000@22001 myself,slave aa 0 0 3 connected\n");
		assertThat(node.isMaster()).isFalse();
		assertThat(node.owns(0)).isFalse();
	}

	@Test
	void answerWithoutTheNodeItselfIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ClusterNode.parse("")).withMessageContaining("itself");
	}

}
