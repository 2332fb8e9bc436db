package io.github.taggedcache.sample.article;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The loads from the database. Each takes a while, so that one sees it, and is counted.
 */
@Component
public class Loads {

	private final Duration delay;

	private final Map<String, LongAdder> byEntry = new ConcurrentHashMap<>();

	Loads(@Value("${sample.load-delay}") Duration delay) {
		this.delay = delay;
	}

	/**
	 * Counts the load of an entry, and waits.
	 */
	void begin(String entry) {
		this.byEntry.computeIfAbsent(entry, (key) -> new LongAdder()).increment();
		try {
			Thread.sleep(this.delay.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * How often each entry has been loaded, by its name.
	 */
	public Map<String, Long> byEntry() {
		return this.byEntry.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, (e) -> e.getValue().sum()));
	}

}
