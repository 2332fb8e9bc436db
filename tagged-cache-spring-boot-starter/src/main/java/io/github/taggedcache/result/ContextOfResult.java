package io.github.taggedcache.result;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * What stands in the context of a publisher, which flows from the subscriber to all that
 * the publisher subscribes to, on whatever threads.
 */
public final class ContextOfResult {

	private ContextOfResult() {
	}

	/**
	 * Puts a value into the context of what a reactive method returned.
	 * @param result what the method returned
	 * @param key the key of the value
	 * @param value the value
	 * @return a publisher of the same type; the result itself if it is none of Reactor's
	 */
	public static Object with(Object result, String key, Object value) {
		if (result instanceof Mono<?> mono) {
			return mono.contextWrite((context) -> context.put(key, value));
		}
		return (result instanceof Flux<?> flux) ? flux.contextWrite((context) -> context.put(key, value)) : result;
	}

	/**
	 * A value that was there at once, as a publisher with a context.
	 * @param value the value
	 * @return a Mono of the value, empty for null; a publisher as it is
	 */
	public static Object of(@Nullable Object value) {
		return (value instanceof Publisher<?>) ? value : Mono.justOrEmpty(value);
	}

	/**
	 * Tells what stands in the context of each subscriber, before the subscriber sees the
	 * value or the end.
	 * @param result what the caller of a reactive method would get
	 * @param key the key of the value
	 * @param told is told what stands there, if there is something
	 * @param cut is told the same if the subscriber cancels
	 * @return what the caller gets; the result itself if it is none of Reactor's
	 */
	public static @Nullable Object told(@Nullable Object result, String key, Consumer<Object> told,
			Consumer<Object> cut) {
		if (result instanceof Mono<?> mono) {
			return Mono.deferContextual((context) -> told(mono, context, key, told, cut));
		}
		return (result instanceof Flux<?> flux) ? Flux.deferContextual((context) -> told(flux, context, key, told, cut))
				: result;
	}

	private static <T> Mono<T> told(Mono<T> mono, ContextView context, String key, Consumer<Object> told,
			Consumer<Object> cut) {
		Object value = context.getOrDefault(key, null);
		return (value != null) ? mono.doOnTerminate(() -> told.accept(value)).doOnCancel(() -> cut.accept(value))
				: mono;
	}

	private static <T> Flux<T> told(Flux<T> flux, ContextView context, String key, Consumer<Object> told,
			Consumer<Object> cut) {
		Object value = context.getOrDefault(key, null);
		return (value != null) ? flux.doOnTerminate(() -> told.accept(value)).doOnCancel(() -> cut.accept(value))
				: flux;
	}

}
