package io.github.taggedcache.json;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;

import io.github.taggedcache.core.codec.UnstorableValueException;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Random types and values come back equal on another node, or are refused. The system
 * property {@value #SEED} replays the run of a seed.
 */
class GeneratedGraphsTests {

	private static final String SEED = "tagged-cache.test.seed";

	private static final int TYPES = 400;

	private static final int VALUES = 25;

	private final long seed = Long.getLong(SEED, 20261128);

	private final JsonCodec writer = new JsonCodec(BootMapper.with());

	private final JsonCodec reader = new JsonCodec(BootMapper.with());

	private int stored;

	private int refused;

	@Test
	void tenThousandGraphsComeBackOrAreRefused() {
		for (int i = 0; i < TYPES; i++) {
			GraphGenerator generator = new GraphGenerator(this.seed + i);
			Type type = generator.type(4);
			for (int j = 0; j < VALUES; j++) {
				check(generator.present(type), Catalogue.type(type));
			}
		}
		assertThat(this.stored).as(this::replay).isGreaterThan(TYPES * VALUES / 2);
		assertThat(this.refused).as(this::replay).isGreaterThan(TYPES * VALUES / 100);
	}

	private void check(Object value, ValueType type) {
		String before = Canonical.text(value);
		try {
			byte[] json = this.writer.encode(value, type);
			Object back = this.reader.decode(ByteBuffer.wrap(json), type);
			assertThat(Canonical.text(back)).as(() -> replay() + " of type " + type.name()).isEqualTo(before);
			this.stored++;
		}
		catch (UnstorableValueException ex) {
			assertThat(ex).as(this::replay).hasMessageContaining(type.name());
			this.refused++;
		}
		catch (UndecodableException | RuntimeException ex) {
			fail(replay() + " of type " + type.name() + ": " + before, ex);
		}
	}

	private String replay() {
		return "-D%s=%d".formatted(SEED, this.seed);
	}

}
