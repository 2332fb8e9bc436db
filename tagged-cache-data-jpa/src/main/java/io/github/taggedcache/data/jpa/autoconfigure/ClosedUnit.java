package io.github.taggedcache.data.jpa.autoconfigure;

import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;

/**
 * Hears of the end of a persistence unit. The application may make another one in its
 * place.
 */
final class ClosedUnit implements SessionFactoryObserver {

	private static final long serialVersionUID = 1L;

	private final transient Runnable closed;

	ClosedUnit(Runnable closed) {
		this.closed = closed;
	}

	@Override
	public void sessionFactoryClosed(SessionFactory factory) {
		this.closed.run();
	}

}
