package io.github.taggedcache.invalidation;

import java.lang.reflect.Method;

import io.github.taggedcache.result.AsyncMethods;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Calls whose caller does no more with an exception than log it. An invalidation that
 * fails there is sent again later, besides being thrown: a log line is nobody who sends
 * it again.
 */
final class UnheardCalls {

	private UnheardCalls() {
	}

	/**
	 * Whether nobody hears of a failure of this call. To be asked on the thread of the
	 * call.
	 */
	static boolean include(Method method) {
		return isAfterCompletion() || AnnotatedElementUtils.hasAnnotation(method, Scheduled.class)
				|| (method.getReturnType() == void.class && AnnotatedElementUtils.hasAnnotation(method, Async.class))
				|| (AsyncMethods.isAsync(method) && AnnotatedElementUtils.hasAnnotation(method, EventListener.class));
	}

	/**
	 * Whether a transaction has ended whose synchronizations are told right now, as
	 * listeners after the commit are. Spring has cleared the synchronizations then, but
	 * not yet the transaction, and logs what is thrown.
	 */
	private static boolean isAfterCompletion() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.isSynchronizationActive();
	}

}
