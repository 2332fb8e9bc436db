package io.github.taggedcache.sample.article;

/**
 * One line of a list of articles.
 */
public record ArticleLine(long id, String title, Author author) {

}
