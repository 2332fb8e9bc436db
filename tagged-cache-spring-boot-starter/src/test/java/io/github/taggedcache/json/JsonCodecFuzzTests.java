package io.github.taggedcache.json;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import io.github.taggedcache.json.Catalogue.Article;
import io.github.taggedcache.json.Catalogue.Circle;
import io.github.taggedcache.json.Catalogue.Page;
import io.github.taggedcache.json.Catalogue.Shape;
import io.github.taggedcache.json.Catalogue.Square;
import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

class JsonCodecFuzzTests {

	private static final long SEED = 20261121;

	private static final int ROUNDS = 20_000;

	private static final List<ValueType> TYPES = List.of(Catalogue.type(Article.class), Catalogue.type(Shape.class),
			Catalogue.type(Object.class), Catalogue.type(String.class), Catalogue.type(byte[].class),
			Catalogue.type(new ParameterizedTypeReference<Page<Shape>>() {
			}), Catalogue.type(new ParameterizedTypeReference<List<Article>>() {
			}));

	private final JsonCodec codec = new JsonCodec(BootMapper.with());

	private final List<byte[]> payloads = List.of(this.codec.encode(Catalogue.article(1), TYPES.get(0)),
			this.codec.encode(new Page<>(List.of(new Circle(1), new Square(2)), 1, 2), TYPES.get(5)),
			this.codec.encode(List.of(Catalogue.article(1), Catalogue.article(2)), TYPES.get(6)));

	private final Random random = new Random(SEED);

	private int unreadable;

	@Test
	void randomBytesGiveAValueOrAreUndecodable() {
		for (int i = 0; i < ROUNDS; i++) {
			byte[] bytes = new byte[this.random.nextInt(64)];
			this.random.nextBytes(bytes);
			decode(bytes, bytes.length);
		}
		assertThat(this.unreadable).isGreaterThan(ROUNDS / 2);
	}

	@Test
	void truncatedPayloadsGiveAValueOrAreUndecodable() {
		for (int i = 0; i < ROUNDS; i++) {
			byte[] payload = payload();
			decode(payload, this.random.nextInt(payload.length));
		}
		assertThat(this.unreadable).isGreaterThan(ROUNDS / 2);
	}

	@Test
	void flippedBitsGiveAValueOrAreUndecodable() {
		for (int i = 0; i < ROUNDS; i++) {
			byte[] payload = payload();
			for (int flips = 1 + this.random.nextInt(4); flips > 0; flips--) {
				payload[this.random.nextInt(payload.length)] ^= (byte) (1 << this.random.nextInt(8));
			}
			decode(payload, payload.length);
		}
		assertThat(this.unreadable).isGreaterThan(ROUNDS / 2);
	}

	private byte[] payload() {
		return this.payloads.get(this.random.nextInt(this.payloads.size())).clone();
	}

	private void decode(byte[] bytes, int length) {
		ValueType type = TYPES.get(this.random.nextInt(TYPES.size()));
		byte[] before = bytes.clone();
		try {
			assertThat(this.codec.decode(ByteBuffer.wrap(bytes, 0, length), type)).isNotNull();
		}
		catch (UndecodableException ex) {
			this.unreadable++;
		}
		assertThat(Arrays.equals(bytes, before)).isTrue();
	}

}
