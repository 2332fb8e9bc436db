package io.github.taggedcache.sample.article;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What a reader says about an article. The database gives the id.
 */
@Table
public record Comment(@Id @Nullable Long id, long articleId, String reader, String content) {

}
