package io.github.taggedcache.redis;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a scan goes on.
 *
 * @param node the id of the master that is being scanned; null outside of a cluster, and
 * at the start
 * @param position the cursor of that server
 */
record ScanCursor(@Nullable String node, String position) {

	static final ScanCursor START = new ScanCursor(null, "0");

	private static final Pattern TEXT = Pattern.compile("(?:([0-9a-f]{40})-)?([0-9]{1,20})");

	/**
	 * The cursor that a text stands for.
	 * @throws IllegalArgumentException if no scan has this cursor
	 */
	static ScanCursor parse(String text) {
		if (text.isEmpty()) {
			return START;
		}
		Matcher cursor = TEXT.matcher(text);
		if (!cursor.matches() || (cursor.group(1) == null && isStart(cursor.group(2)))) {
			throw new IllegalArgumentException("No scan in Redis has the cursor '" + text + "'");
		}
		return new ScanCursor(cursor.group(1), cursor.group(2));
	}

	private static boolean isStart(String position) {
		return position.equals("0");
	}

	/**
	 * This cursor on a server that is no part of a cluster.
	 */
	ScanCursor onServer() {
		if (this.node != null) {
			throw new IllegalStateException("The cursor is one of a cluster, and this Redis is none."
					+ " Begin the scan again, without a cursor");
		}
		return this;
	}

	/**
	 * This cursor on one of the masters of a cluster.
	 */
	ScanCursor onOneOf(List<String> masters) {
		if (masters.isEmpty()) {
			throw new IllegalStateException("The driver knows no master of the cluster");
		}
		if (this.node == null && isStart(this.position)) {
			return new ScanCursor(masters.get(0), this.position);
		}
		if (this.node == null || !masters.contains(this.node)) {
			throw new IllegalStateException(
					"The master that the scan was at is gone. Begin the scan again, without a cursor");
		}
		return this;
	}

	/**
	 * The cursor behind the last entry of a master: the next master, or the end.
	 */
	static ScanCursor afterNode(String node, List<String> masters) {
		int next = masters.indexOf(node) + 1;
		return (next < masters.size()) ? new ScanCursor(masters.get(next), "0") : START;
	}

	@Override
	public String toString() {
		if (this.node == null) {
			return isStart(this.position) ? "" : this.position;
		}
		return this.node + '-' + this.position;
	}

}
