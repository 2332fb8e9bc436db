package io.github.taggedcache.data.jpa.change;

import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Spring's transaction of the calling thread, and the sessions that take part in it.
 */
final class SpringTransactions {

	private SpringTransactions() {
	}

	static boolean isActive() {
		return TransactionSynchronizationManager.isActualTransactionActive();
	}

	/**
	 * Whether the transaction of a session is the one of Spring on the calling thread. An
	 * application may have begun the session's by hand, inside of another one.
	 */
	static boolean covers(SharedSessionContractImplementor session) {
		if (session.getTransactionCoordinator().getTransactionCoordinatorBuilder().isJta()) {
			return true;
		}
		return TransactionSynchronizationManager.getResourceMap()
			.values()
			.stream()
			.anyMatch((resource) -> resource instanceof EntityManagerHolder holder
					&& holder.isSynchronizedWithTransaction() && session(holder.getEntityManager()) == session);
	}

	private static Object session(EntityManager entities) {
		return (entities instanceof SharedSessionContractImplementor session) ? session
				: entities.unwrap(SessionImplementor.class);
	}

}
