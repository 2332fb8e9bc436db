package io.github.taggedcache.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The scheduler: what may happen next, of which the seed chooses one at a time. A call of
 * a store is two steps, its execution at the store and the arrival of its answer; what
 * the application or the node's executor does is one.
 */
final class Steps {

	private final Random random;

	private final Trace trace;

	private final boolean inOrder;

	private final Map<String, Channel> channels = new LinkedHashMap<>();

	private final List<Task> tasks = new ArrayList<>();

	private int sent;

	/**
	 * Creates a scheduler without anything to do.
	 * @param inOrder whether what is sent over one channel is executed and answered in
	 * that order, as on one connection; else in any order, as where calls are sent again
	 */
	Steps(Random random, Trace trace, boolean inOrder) {
		this.random = random;
		this.trace = trace;
		this.inOrder = inOrder;
	}

	void send(String channel, StoreCall<?> call) {
		String name = this.inOrder ? channel : channel + '/' + (++this.sent);
		this.channels.computeIfAbsent(name, (unused) -> new Channel(new ArrayDeque<>(), new ArrayDeque<>()))
			.sent()
			.add(call);
	}

	void add(ModelNode owner, String name, Runnable action) {
		this.tasks.add(new Task(owner, name, action));
	}

	/**
	 * Forgets what a node would have done. What it has sent may still be executed, but
	 * nobody waits for the answer.
	 */
	void drop(ModelNode owner) {
		this.tasks.removeIf((task) -> task.owner() == owner);
		for (Channel channel : this.channels.values()) {
			channel.sent().removeIf((call) -> call.owner() == owner && this.random.nextBoolean());
			channel.executed().removeIf((call) -> call.owner() == owner);
		}
		this.channels.values().removeIf(Channel::isEmpty);
	}

	boolean isEmpty() {
		return this.tasks.isEmpty() && this.channels.isEmpty();
	}

	/**
	 * Does one of the steps that are possible.
	 */
	void next() {
		List<Runnable> possible = new ArrayList<>();
		for (Channel channel : this.channels.values()) {
			StoreCall<?> sent = channel.sent().peek();
			if (sent != null) {
				possible.add(() -> execute(channel, sent));
			}
			StoreCall<?> executed = channel.executed().peek();
			if (executed != null) {
				possible.add(() -> answer(channel, executed));
			}
		}
		for (Task task : this.tasks) {
			possible.add(() -> run(task));
		}
		possible.get(this.random.nextInt(possible.size())).run();
		this.channels.values().removeIf(Channel::isEmpty);
	}

	private void execute(Channel channel, StoreCall<?> call) {
		channel.sent().remove();
		call.execute();
		this.trace.add("executes", call);
		if (!call.owner().isDown()) {
			channel.executed().add(call);
		}
	}

	private void answer(Channel channel, StoreCall<?> call) {
		channel.executed().remove();
		this.trace.add("answers ", call);
		call.answer();
	}

	private void run(Task task) {
		this.tasks.remove(task);
		this.trace.add("runs    ", task);
		task.action().run();
	}

	private record Channel(Deque<StoreCall<?>> sent, Deque<StoreCall<?>> executed) {

		boolean isEmpty() {
			return this.sent.isEmpty() && this.executed.isEmpty();
		}

	}

	private record Task(ModelNode owner, String name, Runnable action) {

		@Override
		public String toString() {
			return this.owner + " " + this.name;
		}

	}

}
