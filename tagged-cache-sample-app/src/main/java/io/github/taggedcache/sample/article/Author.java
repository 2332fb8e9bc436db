package io.github.taggedcache.sample.article;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Who writes articles.
 */
@Table
public record Author(@Id long id, String name) {

}
