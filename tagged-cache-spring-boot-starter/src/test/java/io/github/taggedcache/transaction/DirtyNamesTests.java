package io.github.taggedcache.transaction;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DirtyNamesTests {

	private final EntryKey author = EntryKey.of("authors", "7");

	private final EntryKey page = EntryKey.of("pages", "1");

	private final DirtyNames dirty = new DirtyNames();

	@Test
	void keyMakesOldWhatWasMadeFromItsValue() {
		this.dirty.addKey(this.author);
		assertThat(this.dirty.contains(this.page, List.of("page:1", TagName.ofKey(this.author)))).isTrue();
		assertThat(this.dirty.contains(this.page, List.of("page:1"))).isFalse();
	}

	@Test
	void nothingIsOldAfterAll() {
		this.dirty.addKey(this.author);
		this.dirty.clear();
		assertThat(this.dirty.isEmpty()).isTrue();
		assertThat(this.dirty.contains(this.page, List.of(TagName.ofKey(this.author)))).isFalse();
	}

	@Test
	void regionMakesItsEntriesOld() {
		this.dirty.addTags(List.of(TagName.ofRegion("pages")));
		assertThat(this.dirty.contains(this.page, List.of())).isTrue();
		assertThat(this.dirty.contains(this.author, List.of())).isFalse();
	}

}
