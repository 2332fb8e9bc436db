package io.github.taggedcache.redis;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyPattern;
import io.github.taggedcache.core.store.ScanStep;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.KeyScanOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import org.jspecify.annotations.Nullable;

/**
 * The commands that list entries. In a cluster a scan visits one master after the other,
 * in the order of their ids.
 */
final class EntryScans {

	private final KeyLayout layout;

	EntryScans(KeyLayout layout) {
		this.layout = layout;
	}

	Command<ScanStep> scan(@Nullable String region, KeyPattern pattern, String cursor, int count) {
		ScanCursor from = ScanCursor.parse(cursor);
		byte[] match = Text.utf8(this.layout.match(region, pattern));
		return new Command<>(() -> "scan of namespace '" + this.layout.namespace() + "'", true, Command.Kind.ENTRY,
				(redis) -> (redis instanceof RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster)
						? scan(connection(cluster), from, match, count)
						: scan(redis, from.onServer(), match, count).thenApply(
								(found) -> step(found, found.isFinished() ? ScanCursor.START : at(null, found))));
	}

	@SuppressWarnings("deprecation") // no other way leads from the commands to the nodes
	private static StatefulRedisClusterConnection<byte[], byte[]> connection(
			RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster) {
		return cluster.getStatefulConnection();
	}

	private CompletionStage<ScanStep> scan(StatefulRedisClusterConnection<byte[], byte[]> cluster, ScanCursor from,
			byte[] match, int count) {
		List<String> masters = masters(cluster);
		ScanCursor onNode = from.onOneOf(masters);
		String node = Objects.requireNonNull(onNode.node());
		return cluster.getConnectionAsync(node)
			.thenCompose((connection) -> scan(connection.async(), onNode, match, count))
			.thenApply(
					(found) -> step(found, found.isFinished() ? ScanCursor.afterNode(node, masters) : at(node, found)));
	}

	/**
	 * The masters that have entries, as the driver knows them.
	 */
	private static List<String> masters(StatefulRedisClusterConnection<byte[], byte[]> cluster) {
		return cluster.getPartitions()
			.stream()
			.filter((node) -> node.is(NodeFlag.UPSTREAM) && !node.hasNoSlots())
			.map(RedisClusterNode::getNodeId)
			.sorted()
			.toList();
	}

	private static CompletionStage<KeyScanCursor<byte[]>> scan(BaseRedisAsyncCommands<byte[], byte[]> redis,
			ScanCursor from, byte[] match, int count) {
		CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE).add(from.position())
			.add("MATCH")
			.add(match)
			.add("COUNT")
			.add(count);
		return redis.dispatch(OnMaster.SCAN, new KeyScanOutput<>(ByteArrayCodec.INSTANCE), arguments);
	}

	private static ScanCursor at(@Nullable String node, KeyScanCursor<byte[]> found) {
		return new ScanCursor(node, found.getCursor());
	}

	private ScanStep step(KeyScanCursor<byte[]> found, ScanCursor next) {
		List<EntryKey> keys = found.getKeys().stream().map(this.layout::parse).filter(Objects::nonNull).toList();
		return new ScanStep(keys, next.toString());
	}

	/**
	 * Reads the first bytes of an entry. A key of another type is read as no bytes.
	 */
	Command<byte @Nullable []> head(EntryKey key, int bytes) {
		byte[] name = Text.utf8(this.layout.entry(key));
		return new Command<>(() -> "GETRANGE of " + key, true, Command.Kind.ENTRY, (redis) -> head(redis, name, bytes));
	}

	/**
	 * GETRANGE answers an empty text where there is no key, and no entry is empty.
	 */
	private static CompletionStage<byte @Nullable []> head(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] name,
			int bytes) {
		return redis.getrange(name, 0, bytes - 1L).thenApply(EntryScans::present).exceptionallyCompose((ex) -> {
			if (MasterClock.isOfAnotherType(Failure.of(ex).cause())) {
				return CompletableFuture.completedFuture(new byte[0]);
			}
			return CompletableFuture.failedFuture(ex);
		});
	}

	private static byte @Nullable [] present(byte[] head) {
		return (head.length > 0) ? head : null;
	}

	/**
	 * A keyword that the driver does not know, and therefore sends to the master. A scan
	 * must not go on at another server, whose cursors mean something else.
	 */
	@SuppressWarnings("deprecation") // the driver's interface has a method of enums
	private enum OnMaster implements ProtocolKeyword {

		SCAN;

		@Override
		public byte[] getBytes() {
			return Text.utf8(name());
		}

	}

}
