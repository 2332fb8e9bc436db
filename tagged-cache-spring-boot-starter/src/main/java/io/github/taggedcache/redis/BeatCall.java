package io.github.taggedcache.redis;

import java.util.List;
import java.util.stream.Stream;

import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.OwnAppend;

/**
 * The arguments and the result of beat.lua.
 *
 * @param beat the beat
 */
record BeatCall(Beat beat) {

	/**
	 * The tags whose keys the script reads, in its order.
	 */
	List<String> tags() {
		return Stream
			.concat(this.beat.implicitTags().stream(), this.beat.own().stream().flatMap((own) -> own.tags().stream()))
			.toList();
	}

	byte[][] arguments() {
		return Stream
			.concat(Stream.of(Text.utf8(this.beat.origin()), Text.utf8(this.beat.implicitTags().size())),
					this.beat.own().stream().flatMap(BeatCall::arguments))
			.toArray(byte[][]::new);
	}

	private static Stream<byte[]> arguments(OwnAppend own) {
		return Stream.of(Text.utf8(own.version()), Text.utf8((own.mode() == Mode.SOFT) ? "soft" : "hard"),
				Text.utf8(own.tags().size()));
	}

	BeatResult decode(List<byte[]> result) {
		List<Long> cut = result.subList(3, result.size()).stream().map(Text::number).toList();
		return new BeatResult(Text.number(result.get(0)), Text.number(result.get(1)), Text.number(result.get(2)) != 0,
				cut);
	}

}
