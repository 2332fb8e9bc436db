package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

import io.github.taggedcache.annotation.CacheTags;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Cached methods on three levels, in two regions: a tree is made from two branches, and a
 * branch from two leaves.
 */
@Configuration(proxyBeanMethods = false)
@EnableCaching
class Forest {

	@Bean
	Loads loads() {
		return new Loads();
	}

	@Bean
	Leaves leaves(Loads loads) {
		return new Leaves(loads);
	}

	@Bean
	Branches branches(Loads loads, Leaves leaves) {
		return new Branches(loads, leaves);
	}

	@Bean
	Trees trees(Loads loads, Branches branches) {
		return new Trees(loads, branches);
	}

	static CompletableFuture<String> both(IntFunction<CompletableFuture<String>> parts, int first) {
		BiFunction<String, String, String> together = (one, other) -> one + ", " + other;
		return parts.apply(first).thenCombine(parts.apply(first + 1), together);
	}

	/**
	 * What was loaded, in order, and what happens meanwhile.
	 */
	static class Loads {

		private final List<String> names = new CopyOnWriteArrayList<>();

		private final AtomicReference<Runnable> next = new AtomicReference<>();

		List<String> names() {
			return this.names;
		}

		void clear() {
			this.names.clear();
		}

		/**
		 * Runs once, when the next tree has its branches.
		 */
		void whileTheNextTreeIsMade(Runnable action) {
			this.next.set(action);
		}

		String load(String name) {
			this.names.add(name);
			return name;
		}

		String tree(int id, String branches) {
			load("tree " + id);
			Runnable action = this.next.getAndSet(null);
			if (action != null) {
				action.run();
			}
			return branches;
		}

	}

	static class Leaves {

		private final Loads loads;

		Leaves(Loads loads) {
			this.loads = loads;
		}

		@Cacheable("leaves")
		@CacheTags("leaf:#{#id}")
		public String plain(int id) {
			return this.loads.load("leaf " + id);
		}

		@Cacheable(cacheNames = "leaves", sync = true)
		@CacheTags("leaf:#{#id}")
		public String sync(int id) {
			return this.loads.load("leaf " + id);
		}

		@Cacheable("leaves")
		@CacheTags("leaf:#{#id}")
		public CompletableFuture<String> future(int id) {
			return CompletableFuture.supplyAsync(() -> this.loads.load("leaf " + id));
		}

		@Cacheable("leaves")
		@CacheTags("leaf:#{#id}")
		public Mono<String> mono(int id) {
			return Mono.fromCallable(() -> this.loads.load("leaf " + id)).subscribeOn(Schedulers.parallel());
		}

		@Cacheable(cacheNames = "leaves", sync = true)
		@CacheTags("leaf:#{#id}")
		public Mono<String> syncMono(int id) {
			return Mono.fromCallable(() -> this.loads.load("leaf " + id)).subscribeOn(Schedulers.parallel());
		}

		@Cacheable("fluxes")
		@CacheTags("leaf:#{#id}")
		public Flux<String> flux(int id) {
			return Flux.defer(() -> Flux.just(this.loads.load("leaf " + id))).subscribeOn(Schedulers.parallel());
		}

	}

	static class Branches {

		private final Loads loads;

		private final Leaves leaves;

		Branches(Loads loads, Leaves leaves) {
			this.loads = loads;
			this.leaves = leaves;
		}

		@Cacheable(cacheNames = "trees", key = "'branch ' + #id")
		@CacheTags("branch:#{#id}")
		public String plain(int id) {
			this.loads.load("branch " + id);
			return this.leaves.plain(id * 10) + ", " + this.leaves.plain(id * 10 + 1);
		}

		@Cacheable(cacheNames = "trees", key = "'branch ' + #id", sync = true)
		@CacheTags("branch:#{#id}")
		public String sync(int id) {
			this.loads.load("branch " + id);
			return this.leaves.sync(id * 10) + ", " + this.leaves.sync(id * 10 + 1);
		}

		/**
		 * Lies between two cached methods and stores nothing.
		 */
		@CacheEvict(cacheNames = "others", key = "#id")
		public String evicting(int id) {
			return this.leaves.plain(id * 10) + ", " + this.leaves.plain(id * 10 + 1);
		}

		@Cacheable(cacheNames = "trees", key = "'branch ' + #id")
		@CacheTags("branch:#{#id}")
		public CompletableFuture<String> future(int id) {
			this.loads.load("branch " + id);
			return both(this.leaves::future, id * 10);
		}

		@Cacheable(cacheNames = "trees", key = "'branch ' + #id")
		@CacheTags("branch:#{#id}")
		public Mono<String> mono(int id) {
			return Mono.fromCallable(() -> this.loads.load("branch " + id))
				.flatMap((loaded) -> this.leaves.mono(id * 10))
				.flatMap((one) -> this.leaves.mono(id * 10 + 1).map((other) -> one + ", " + other));
		}

		@Cacheable(cacheNames = "trees", key = "'branch ' + #id", sync = true)
		@CacheTags("branch:#{#id}")
		public Mono<String> syncMono(int id) {
			return Mono.fromCallable(() -> this.loads.load("branch " + id))
				.flatMap((loaded) -> this.leaves.syncMono(id * 10))
				.flatMap((one) -> this.leaves.syncMono(id * 10 + 1).map((other) -> one + ", " + other));
		}

	}

	static class Trees {

		private final Loads loads;

		private final Branches branches;

		Trees(Loads loads, Branches branches) {
			this.loads = loads;
			this.branches = branches;
		}

		@Cacheable(cacheNames = "trees", key = "'tree ' + #id")
		@CacheTags("tree:#{#id}")
		public String plain(int id) {
			return this.loads.tree(id, this.branches.plain(id * 2 - 1) + ", " + this.branches.plain(id * 2));
		}

		@Cacheable(cacheNames = "trees", key = "'tree ' + #id", sync = true)
		@CacheTags("tree:#{#id}")
		public String sync(int id) {
			return this.loads.tree(id, this.branches.sync(id * 2 - 1) + ", " + this.branches.sync(id * 2));
		}

		@Cacheable(cacheNames = "trees", key = "'tree ' + #id")
		@CacheTags("tree:#{#id}")
		public CompletableFuture<String> future(int id) {
			return both(this.branches::future, id * 2 - 1).thenApply((both) -> this.loads.tree(id, both));
		}

		@Cacheable(cacheNames = "trees", key = "'tree ' + #id")
		@CacheTags("tree:#{#id}")
		public Mono<String> mono(int id) {
			return Mono.defer(() -> this.branches.mono(id * 2 - 1))
				.flatMap((one) -> this.branches.mono(id * 2).map((other) -> one + ", " + other))
				.map((both) -> this.loads.tree(id, both));
		}

		@Cacheable(cacheNames = "trees", key = "'tree ' + #id", sync = true)
		@CacheTags("tree:#{#id}")
		public Mono<String> syncMono(int id) {
			return Mono.defer(() -> this.branches.syncMono(id * 2 - 1))
				.flatMap((one) -> this.branches.syncMono(id * 2).map((other) -> one + ", " + other))
				.map((both) -> this.loads.tree(id, both));
		}

	}

	/**
	 * What the methods return.
	 */
	enum Kind {

		PLAIN, SYNC, FUTURE, MONO, SYNC_MONO;

		String tree(Trees trees, int id) {
			return switch (this) {
				case PLAIN -> trees.plain(id);
				case SYNC -> trees.sync(id);
				case FUTURE -> trees.future(id).join();
				case MONO -> String.valueOf(trees.mono(id).block());
				case SYNC_MONO -> String.valueOf(trees.syncMono(id).block());
			};
		}

		String branch(Branches branches, int id) {
			return switch (this) {
				case PLAIN -> branches.plain(id);
				case SYNC -> branches.sync(id);
				case FUTURE -> branches.future(id).join();
				case MONO -> String.valueOf(branches.mono(id).block());
				case SYNC_MONO -> String.valueOf(branches.syncMono(id).block());
			};
		}

	}

}
