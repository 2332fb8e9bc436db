package io.github.taggedcache.sample.article;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An article as the database has it: it knows its author by id only.
 */
@Table
record Article(@Id long id, String topic, String title, String content, long authorId) {

	Article withTitle(String newTitle) {
		return new Article(this.id, this.topic, newTitle, this.content, this.authorId);
	}

}
