package io.github.taggedcache.redis;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.PutCheck;

/**
 * The arguments and the result of append.lua.
 *
 * @param append the append
 * @param tags its tags; tags that are remembered for ever come first
 * @param logLength about how many records the log keeps
 */
record AppendCall(Append append, List<String> tags, int logLength) {

	byte[][] arguments() {
		PutCheck put = this.append.put();
		if (put == null) {
			return common();
		}
		byte[][] ofPut = { Text.utf8(this.append.keys().size()), Text.utf8(put.id()), Text.utf8(put.token()),
				Text.utf8(put.end()) };
		return Stream.of(common(), ofPut).flatMap(Arrays::stream).toArray(byte[][]::new);
	}

	private byte[][] common() {
		boolean keyEvent = this.append.tags().isEmpty();
		String target = keyEvent ? "key" : "tag";
		return new byte[][] { Text.utf8(target), Text.utf8(this.append.isWide() ? "wide" : target),
				Text.utf8((this.append.mode() == Mode.SOFT) ? "soft" : "hard"), names(),
				Text.utf8(this.append.origin()), Text.utf8(this.append.known()),
				Text.utf8(Lifetime.argument(this.append.retention())),
				Text.utf8(this.tags.stream().filter(TagName::isImplicit).count()), Text.utf8(this.append.unlessAfter()),
				Text.utf8(this.logLength) };
	}

	private byte[] names() {
		ByteArrayOutputStream names = new ByteArrayOutputStream();
		if (!this.append.isWide()) {
			this.append.tags().forEach((tag) -> write(tag, names));
			this.append.keys().stream().map(EntryKey::logName).forEach((key) -> write(key, names));
		}
		return names.toByteArray();
	}

	private static void write(String name, ByteArrayOutputStream names) {
		byte[] bytes = Text.utf8(name);
		names.writeBytes(Text.utf8(bytes.length + ":"));
		names.writeBytes(bytes);
	}

	Appended decode(List<byte[]> result) {
		List<Long> versions = result.stream().map(Text::number).toList();
		PutCheck put = this.append.put();
		int end = versions.size() - ((put != null) ? 1 : 0);
		boolean isGood = put != null && versions.get(end) == 1;
		return new Appended(versions.get(0), versions.get(1), versions.subList(2, end), false,
				(put != null && isGood) ? put.id() : 0);
	}

}
