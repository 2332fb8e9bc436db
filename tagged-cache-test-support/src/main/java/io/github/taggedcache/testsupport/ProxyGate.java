package io.github.taggedcache.testsupport;

import java.util.function.BooleanSupplier;

/**
 * Decides whether bytes may pass a proxy now, later or never.
 */
final class ProxyGate {

	private boolean requestsHeld;

	private boolean answersHeld;

	private boolean swallowing;

	synchronized void holdRequests() {
		this.requestsHeld = true;
	}

	synchronized void holdAnswers() {
		this.answersHeld = true;
	}

	synchronized void release() {
		this.requestsHeld = false;
		this.answersHeld = false;
		notifyAll();
	}

	synchronized void swallow(boolean swallowing) {
		this.swallowing = swallowing;
		notifyAll();
	}

	/**
	 * Makes everybody who waits here look again whether the connection is still open.
	 */
	synchronized void connectionClosed() {
		notifyAll();
	}

	/**
	 * Returns when the bytes of a client may go on, with {@code true}, or are to be
	 * dropped, with {@code false}, as those of a closed connection are; whoever ends the
	 * swallowing afterwards finds {@code dropped} already done.
	 */
	synchronized boolean passRequest(BooleanSupplier open, Runnable dropped) throws InterruptedException {
		while (this.requestsHeld && !this.swallowing && open.getAsBoolean()) {
			wait();
		}
		return open.getAsBoolean() && passUnlessSwallowed(dropped);
	}

	/**
	 * The same for the bytes of a server.
	 */
	synchronized boolean passAnswer(BooleanSupplier open, Runnable dropped) throws InterruptedException {
		while (this.answersHeld && !this.swallowing && open.getAsBoolean()) {
			wait();
		}
		return open.getAsBoolean() && passUnlessSwallowed(dropped);
	}

	private boolean passUnlessSwallowed(Runnable dropped) {
		if (this.swallowing) {
			dropped.run();
		}
		return !this.swallowing;
	}

}
