package io.github.taggedcache.core.region;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What becomes of null values and of large ones.
 */
class RegionValueTests {

	private static final RegionSettings WITHOUT_NULL = new RegionSettings(Duration.ofHours(1), 0, false,
			Compression.NONE, null);

	private static final RegionSettings COMPRESSING = new RegionSettings(Duration.ofHours(1), 0, true,
			new Compression(100), null);

	private final Workbench bench = new Workbench();

	@Test
	void nullIsAHit() {
		Region region = this.bench.region();
		put(region, null);
		assertThat(Workbench.read(region)).extracting(Hit::value).isNull();
	}

	@Test
	void nullThatWasStoredWhileItWasAValueIsAMiss() {
		put(this.bench.region(), null);
		assertThat(Workbench.read(this.bench.region(WITHOUT_NULL))).isNull();
	}

	@Test
	void nullRunsNoCodec() {
		Region region = this.bench.region();
		put(region, null);
		Workbench.read(region);
		assertThat(this.bench.codec().threads()).isEmpty();
	}

	@Test
	void nullIsNotStoredWhereItIsNoValue() {
		Region region = this.bench.region(WITHOUT_NULL);
		assertThat(region.store(Workbench.KEY, Workbench.entry(null), this.bench.register()).join()).isFalse();
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void nullThatIsPutWhereItIsNoValueRemovesTheEntry() {
		Region region = this.bench.region(WITHOUT_NULL);
		put(region, "text");
		this.bench.store().calls();
		put(region, null);
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.REMOVE);
		assertThat(this.bench.stored()).isNull();
	}

	@Test
	void nullThatIsPutWhereItIsNoValueIsAKeyEvent() {
		Region region = this.bench.region(WITHOUT_NULL);
		long token = this.bench.register();
		put(region, null);
		assertThat(region.store(Workbench.KEY, Workbench.entry("loaded"), token).join()).isFalse();
	}

	@Test
	void nullThatIsPutIfAbsentWhereItIsNoValueSendsNothing() {
		Region region = this.bench.region(WITHOUT_NULL);
		assertThat(region.putUnlessAfter(Workbench.KEY, Workbench.entry(null), this.bench.register()).join()).isTrue();
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void valueFromTheThresholdOnIsCompressed() {
		put(this.bench.region(COMPRESSING), "x".repeat(100));
		assertThat(this.bench.memory().get(Workbench.KEY).join()).hasSizeLessThan(100);
	}

	@Test
	void valueBelowTheThresholdIsNot() {
		put(this.bench.region(COMPRESSING), "x".repeat(99));
		assertThat(new String(this.bench.memory().get(Workbench.KEY).join(), StandardCharsets.ISO_8859_1))
			.endsWith("x".repeat(99));
	}

	@Test
	void compressedValueComesBack() {
		Region region = this.bench.region(COMPRESSING);
		put(region, "x".repeat(1000));
		assertThat(Workbench.read(region)).extracting(Hit::value).isEqualTo("x".repeat(1000));
	}

	@Test
	void compressedValueComesBackWhereCompressionIsOff() {
		put(this.bench.region(COMPRESSING), "x".repeat(1000));
		assertThat(Workbench.read(this.bench.region())).extracting(Hit::value).isEqualTo("x".repeat(1000));
	}

	@Test
	void regionWithoutANameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Region(" ", Workbench.SETTINGS, environment()))
			.withMessage("The region name must not be empty");
	}

	@Test
	void noValuesPutNothing() {
		assertThat(this.bench.region().put(Map.of(), null).join()).isTrue();
		assertThat(this.bench.store().appends()).isEmpty();
	}

	@Test
	void noKeysFindNothing() {
		assertThat(this.bench.region().lookupAll(List.of(), Workbench.TEXT).join()).isEmpty();
	}

	private RegionEnvironment environment() {
		return new RegionEnvironment(this.bench.node(), this.bench.store(), this.bench.codec(), Runnable::run,
				this.bench.time(), this.bench::nanoTime, new Random(1));
	}

	private static void put(Region region, Object value) {
		region.put(Map.of(Workbench.KEY, Workbench.entry(value)), null).join();
	}

}
