package io.github.taggedcache.coherence;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/**
 * What may go wrong between instances and their Redis. Each lasts until it has shown, and
 * is over then.
 */
enum Fault {

	LOG_TRIMMED((fleet, workload) -> fleet.loseRecords("XTRIM", Fleet.LOG, "MAXLEN", "0")),

	LOG_DELETED((fleet, workload) -> fleet.loseRecords("DEL", Fleet.LOG)),

	CLOCK_DELETED((fleet, workload) -> fleet.awaitGaps(() -> fleet.send("DEL", Fleet.CLOCK))),

	ALL_DELETED((fleet, workload) -> fleet.awaitGaps(() -> fleet.send("FLUSHALL"))),

	SERVER_KILLED_AND_RESTARTED((fleet, workload) -> fleet.awaitGaps(() -> {
		fleet.server().kill();
		fleet.awaitQuarantine(workload, fleet.instances());
		fleet.server().restart();
	})),

	FOLLOWERS_KILLED((fleet, workload) -> {
		List<String> killed = fleet.followers();
		killed.forEach((id) -> fleet.send("CLIENT", "KILL", "ID", id));
		Waiting.await("new connections of the followers").until(() -> {
			List<String> followers = fleet.followers();
			return followers.size() == fleet.instances().size() && followers.stream().noneMatch(killed::contains);
		});
	}),

	CLIENTS_PAUSED((fleet, workload) -> {
		fleet.send("CLIENT", "PAUSE", Fleet.MAX_STALENESS.toMillis() * 3);
		fleet.awaitQuarantine(workload, fleet.instances());
	}),

	SERVER_FROZEN((fleet, workload) -> {
		fleet.server().pause();
		try {
			fleet.awaitQuarantine(workload, fleet.instances());
		}
		finally {
			fleet.server().resume();
		}
	}),

	BYTES_SWALLOWED((fleet, workload) -> {
		fleet.proxy().swallow(true);
		try {
			fleet.awaitQuarantine(workload, List.of(fleet.last()));
		}
		finally {
			fleet.proxy().swallow(false);
		}
	}),

	ANSWERS_LATE((fleet, workload) -> {
		fleet.proxy().holdAnswers();
		try {
			fleet.awaitQuarantine(workload, List.of(fleet.last()));
		}
		finally {
			fleet.proxy().release();
		}
	}),

	CONNECTIONS_CUT((fleet, workload) -> {
		fleet.proxy().cutAll();
		workload.awaitReads(List.of(fleet.last()));
	}),

	FOLLOWING_THREAD_STALLED((fleet, workload) -> {
		CountDownLatch end = new CountDownLatch(1);
		fleet.last().node().onRepair(() -> awaitUninterruptibly(end));
		// The store went back, for which the thread calls us
		fleet.send("SET", Fleet.CLOCK, "1000");
		try {
			fleet.awaitQuarantine(workload, List.of(fleet.last()));
		}
		finally {
			end.countDown();
		}
	});

	private final BiConsumer<Fleet, Workload> action;

	Fault(BiConsumer<Fleet, Workload> action) {
		this.action = action;
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void strike(Fleet fleet, Workload workload) {
		this.action.accept(fleet, workload);
	}

}
