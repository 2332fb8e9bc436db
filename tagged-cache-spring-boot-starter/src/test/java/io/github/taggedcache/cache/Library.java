package io.github.taggedcache.cache;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.taggedcache.annotation.CacheTags;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

/**
 * Cached methods of each return type that Spring caches. {@code article:<id>} is known
 * from the call, {@code author:<author>} only from the result.
 */
@EnableCaching
class Library {

	private final Database database;

	Library(Database database) {
		this.database = database;
	}

	@Cacheable("plain")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public @Nullable Article plain(long id) {
		return this.database.read(id);
	}

	@Cacheable(cacheNames = "syncPlain", sync = true)
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public @Nullable Article syncPlain(long id) {
		return this.database.read(id);
	}

	@CachePut("plain")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public @Nullable Article putPlain(long id) {
		return this.database.read(id);
	}

	@Cacheable("optional")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Optional<Article> optional(long id) {
		return Optional.ofNullable(this.database.read(id));
	}

	@Cacheable(cacheNames = "syncOptional", sync = true)
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Optional<Article> syncOptional(long id) {
		return Optional.ofNullable(this.database.read(id));
	}

	@CachePut("optional")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Optional<Article> putOptional(long id) {
		return Optional.ofNullable(this.database.read(id));
	}

	@Cacheable("list")
	@CacheTags({ "article:#{#id}", "author:#{#result.![author]}" })
	public List<Article> list(long id) {
		return Stream.ofNullable(this.database.read(id)).toList();
	}

	@Cacheable(cacheNames = "syncList", sync = true)
	@CacheTags({ "article:#{#id}", "author:#{#result.![author]}" })
	public List<Article> syncList(long id) {
		return Stream.ofNullable(this.database.read(id)).toList();
	}

	@CachePut("list")
	@CacheTags({ "article:#{#id}", "author:#{#result.![author]}" })
	public List<Article> putList(long id) {
		return Stream.ofNullable(this.database.read(id)).toList();
	}

	@Cacheable("future")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public CompletableFuture<@Nullable Article> future(long id) {
		return CompletableFuture.supplyAsync(() -> this.database.read(id));
	}

	@Cacheable(cacheNames = "syncFuture", sync = true)
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public CompletableFuture<@Nullable Article> syncFuture(long id) {
		return CompletableFuture.supplyAsync(() -> this.database.read(id));
	}

	@CachePut("future")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public CompletableFuture<@Nullable Article> putFuture(long id) {
		return CompletableFuture.supplyAsync(() -> this.database.read(id));
	}

	@Cacheable("mono")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Mono<Article> mono(long id) {
		return Mono.fromSupplier(() -> this.database.read(id));
	}

	@Cacheable(cacheNames = "syncMono", sync = true)
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Mono<Article> syncMono(long id) {
		return Mono.fromSupplier(() -> this.database.read(id));
	}

	@CachePut("mono")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Mono<Article> putMono(long id) {
		return Mono.fromSupplier(() -> this.database.read(id));
	}

	@Cacheable("flux")
	@CacheTags({ "article:#{#id}", "author:#{#result.![author]}" })
	public Flux<Article> flux(long id) {
		return Flux.defer(() -> Flux.fromStream(Stream.ofNullable(this.database.read(id))));
	}

	@Cacheable(cacheNames = "syncFlux", sync = true)
	@CacheTags({ "article:#{#id}", "author:#{#result.![author]}" })
	public Flux<Article> syncFlux(long id) {
		return Flux.defer(() -> Flux.fromStream(Stream.ofNullable(this.database.read(id))));
	}

	@CachePut("flux")
	@CacheTags({ "article:#{#id}", "author:#{#result.![author]}" })
	public Flux<Article> putFlux(long id) {
		return Flux.defer(() -> Flux.fromStream(Stream.ofNullable(this.database.read(id))));
	}

}
