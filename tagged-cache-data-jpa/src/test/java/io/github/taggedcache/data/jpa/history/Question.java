package io.github.taggedcache.data.jpa.history;

import java.util.Random;

/**
 * A question, as the cache and as the database answers it.
 *
 * @param name the question with its arguments
 * @param cached asks the cache
 * @param database asks the database
 */
record Question(String name, Answer<Desk> cached, Answer<Queries> database) {

	static Question draw(Random random) {
		Status status = Status.draw(random);
		long ticket = random.nextLong(1, 31);
		long agent = random.nextLong(1, 4);
		String label = (random.nextInt(3) == 0) ? "bug" : ((random.nextInt(2) == 0) ? "idea" : "urgent");
		return switch (random.nextInt(7)) {
			case 0 -> new Question("ticket " + ticket, (desk) -> desk.ticket(ticket), (all) -> all.ticket(ticket));
			case 1 -> new Question("agent " + agent, (desk) -> desk.agent(agent), (all) -> all.agent(agent));
			case 2 -> new Question("label " + label, (desk) -> desk.label(label), (all) -> all.label(label));
			case 3 -> new Question("titles " + status, (desk) -> desk.titles(status), (all) -> all.titles(status));
			case 4 -> new Question("work " + agent + " " + status, (desk) -> desk.work(agent, status),
					(all) -> all.work(agent, status));
			case 5 -> new Question("count", Desk::count, Queries::count);
			default -> new Question("load", Desk::load, Queries::load);
		};
	}

	/**
	 * Asks.
	 *
	 * @param <T> who is asked
	 */
	@FunctionalInterface
	interface Answer<T> {

		Object of(T asked);

	}

}
