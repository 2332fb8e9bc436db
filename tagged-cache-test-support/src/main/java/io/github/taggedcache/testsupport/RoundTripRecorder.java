package io.github.taggedcache.testsupport;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Cuts what the connections of a proxy send into round trips, while a stretch is
 * recorded.
 */
final class RoundTripRecorder {

	private @Nullable List<Growing> stretch;

	synchronized void start() {
		if (this.stretch != null) {
			throw new IllegalStateException("Round trips are already being recorded: one stretch at a time");
		}
		this.stretch = new ArrayList<>();
	}

	synchronized List<RoundTrip> stop() {
		List<Growing> recorded = (this.stretch != null) ? this.stretch : List.of();
		this.stretch = null;
		return recorded.stream().map(Growing::toRoundTrip).toList();
	}

	synchronized boolean isRecording() {
		return this.stretch != null;
	}

	/**
	 * Bytes of a client that hold (the ends of) these command names. They belong to the
	 * connection's latest round trip, unless an answer was delivered since, or the
	 * stretch began since.
	 */
	synchronized void requested(Traffic traffic, List<String> names) {
		List<Growing> recorded = this.stretch;
		if (recorded == null) {
			return;
		}
		Growing latest = traffic.latest;
		if (latest == null || latest.stretch != recorded || traffic.answered) {
			latest = new Growing(recorded, traffic.connection, new ArrayList<>());
			recorded.add(latest);
			traffic.latest = latest;
			traffic.answered = false;
		}
		latest.names.addAll(names);
	}

	/**
	 * Bytes of the server are being delivered to the client.
	 */
	synchronized void answered(Traffic traffic) {
		traffic.answered = true;
	}

	/**
	 * What must be known of a connection; guarded by the recorder.
	 */
	static final class Traffic {

		private final int connection;

		private @Nullable Growing latest;

		private boolean answered;

		Traffic(int connection) {
			this.connection = connection;
		}

	}

	private record Growing(List<Growing> stretch, int connection, List<String> names) {

		RoundTrip toRoundTrip() {
			return new RoundTrip(this.connection, this.names);
		}

	}

}
