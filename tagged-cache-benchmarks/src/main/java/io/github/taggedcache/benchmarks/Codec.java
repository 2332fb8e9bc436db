package io.github.taggedcache.benchmarks;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.benchmarks.product.Article;
import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.UndecodableException;
import io.github.taggedcache.json.JsonCodec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * An article of 1 kB to JSON and back: by a mapper as it is, where there is no cache, and
 * by the cache's codec, which checks that the value comes back.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Codec {

	/** Whose way to JSON is measured. */
	@Param({ "NONE", "TAGGED" })
	public Product product = Product.NONE;

	private final Article article = Article.of(1);

	private final ObjectWriter writer = JsonMapper.shared().writerFor(Article.class);

	private final ObjectReader reader = JsonMapper.shared().readerFor(Article.class);

	private final JsonCodec codec = new JsonCodec(JsonMapper.shared());

	private final ValueType type = ValueType.of(Article.class, "a benchmark");

	private final byte[] json = this.writer.writeValueAsBytes(this.article);

	private final byte[] stored = this.codec.encode(this.article, this.type);

	/**
	 * Writes.
	 * @return the JSON
	 */
	@Benchmark
	public byte[] encode() {
		return (this.product == Product.NONE) ? this.writer.writeValueAsBytes(this.article)
				: this.codec.encode(this.article, this.type);
	}

	/**
	 * Reads.
	 * @return the article
	 * @throws UndecodableException never
	 */
	@Benchmark
	public @Nullable Object decode() throws UndecodableException {
		return (this.product == Product.NONE) ? this.reader.readValue(this.json)
				: this.codec.decode(ByteBuffer.wrap(this.stored), this.type);
	}

}
