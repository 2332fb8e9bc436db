package io.github.taggedcache.sample.article;

/**
 * An article as it is read, with its author.
 */
public record ArticlePage(long id, String title, String content, Author author) {

}
