package io.github.taggedcache.sample.web;

import java.util.List;
import java.util.Map;

import io.github.taggedcache.sample.stage.Faults;
import io.github.taggedcache.sample.stage.InstanceState;
import io.github.taggedcache.sample.stage.Ledger;
import io.github.taggedcache.sample.stage.Node;
import io.github.taggedcache.sample.stage.Stage;
import io.github.taggedcache.sample.stage.Timeline;
import io.github.taggedcache.sample.watch.Reads;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What both instances share, and the switches. A switch takes JSON only: then no page of
 * another site can send it.
 */
@RestController
@RequestMapping("/api/stage")
class StageController {

	private final Stage stage;

	private final Node node;

	private final Reads reads;

	StageController(Stage stage, Node node, Reads reads) {
		this.stage = stage;
		this.node = node;
		this.reads = reads;
	}

	@GetMapping
	State state() {
		return new State(this.node, this.stage.states(), this.stage.ledger().counts(),
				this.reads.maxStaleness().toMillis(), this.stage.faults().switches(), this.stage.traffic().get(),
				this.stage.timeline().changes(), this.stage.timeline().entries());
	}

	@PutMapping(path = "/faults/{fault}", consumes = "application/json")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void turn(@PathVariable Faults.Fault fault, @RequestBody Turn turn) {
		Faults faults = this.stage.faults();
		switch (fault) {
			case FOLLOWER -> faults.cutFollower(turn.on());
			case OUTAGE -> faults.stopRedis();
			case FLUSH -> faults.flushRedis();
		}
	}

	@PutMapping(path = "/traffic", consumes = "application/json")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void traffic(@RequestBody Turn turn) {
		this.stage.traffic().set(turn.on());
	}

	record Turn(boolean on) {

	}

	/**
	 * The state of everything.
	 *
	 * @param self the instance that was asked
	 * @param instances the instances that run
	 * @param reads the counts of stale reads
	 * @param maxStalenessMillis how late a write may be seen on the other instance
	 * @param switches the switches
	 * @param traffic whether each instance reads all the time
	 * @param changes grows whenever something happens
	 * @param log what happened, the newest first
	 */
	record State(Node self, Map<Node, InstanceState> instances, Ledger.Counts reads, long maxStalenessMillis,
			List<Faults.Switch> switches, boolean traffic, long changes, List<Timeline.Entry> log) {

	}

}
