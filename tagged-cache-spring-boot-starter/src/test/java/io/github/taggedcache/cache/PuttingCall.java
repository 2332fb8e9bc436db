package io.github.taggedcache.cache;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The {@code @CachePut} methods of {@link Library}, each with the {@code @Cacheable} one
 * of the same region and return type.
 */
enum PuttingCall {

	PLAIN(Library::putPlain, CachedCall.PLAIN),

	OPTIONAL((library, id) -> library.putOptional(id).orElse(null), CachedCall.OPTIONAL),

	LIST((library, id) -> first(library.putList(id)), CachedCall.LIST),

	FUTURE((library, id) -> library.putFuture(id).join(), CachedCall.FUTURE),

	MONO((library, id) -> library.putMono(id).block(), CachedCall.MONO),

	FLUX((library, id) -> first(library.putFlux(id).collectList().block()), CachedCall.FLUX);

	private final BiFunction<Library, Long, @Nullable Article> method;

	private final CachedCall reading;

	PuttingCall(BiFunction<Library, Long, @Nullable Article> method, CachedCall reading) {
		this.method = method;
		this.reading = reading;
	}

	private static @Nullable Article first(@Nullable List<Article> list) {
		return Stream.ofNullable(list).flatMap(List::stream).findFirst().orElse(null);
	}

	CachedCall reading() {
		return this.reading;
	}

	@Nullable Article on(Library library, long id) {
		return this.method.apply(library, id);
	}

}
