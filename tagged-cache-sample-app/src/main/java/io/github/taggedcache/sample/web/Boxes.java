package io.github.taggedcache.sample.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.sample.article.ArticleLine;
import io.github.taggedcache.sample.article.ArticlePage;
import io.github.taggedcache.sample.article.ArticleService;
import io.github.taggedcache.sample.article.Comment;
import io.github.taggedcache.sample.article.CommentService;
import io.github.taggedcache.sample.watch.Explanations;
import io.github.taggedcache.sample.watch.Explanations.Explained;
import io.github.taggedcache.sample.watch.Level;
import io.github.taggedcache.sample.watch.Reads;

import org.springframework.stereotype.Component;

/**
 * The boxes of the page: each is one entry of a cache.
 */
@Component
class Boxes {

	private static final String LISTS = "article-lists";

	private static final String ARTICLES = "articles";

	private static final String COMMENTS = "comments";

	private final ArticleService articles;

	private final CommentService comments;

	private final Reads reads;

	private final Explanations explanations;

	Boxes(ArticleService articles, CommentService comments, Reads reads, Explanations explanations) {
		this.articles = articles;
		this.comments = comments;
		this.reads = reads;
		this.explanations = explanations;
	}

	Reading<List<ArticleLine>> list(String topic) {
		return read(LISTS, topic, () -> this.articles.list(topic), Facts::of);
	}

	Reading<ArticlePage> article(long id) {
		return read(ARTICLES, id, () -> this.articles.article(id), Facts::of);
	}

	Reading<List<Comment>> comments(long articleId) {
		return read(COMMENTS, articleId, () -> this.comments.comments(articleId),
				(comments) -> Facts.of(articleId, comments));
	}

	/**
	 * Asks why first: after the read it would no longer be a miss.
	 */
	private <T> Reading<T> read(String region, Object key, Supplier<T> call, Function<T, Map<String, String>> facts) {
		Explained before = this.explanations.explain(region, key);
		Reads.Read<T> read = this.reads.read(call, facts);
		String why = (read.level() == Level.DATABASE) ? before.cause() : null;
		return new Reading<>(read.value(), read.level(), read.millis(), why);
	}

	/**
	 * Reads of everything, which do not ask why.
	 */
	List<Runnable> readsOfAll() {
		List<Runnable> all = new ArrayList<>();
		for (String topic : this.articles.topics()) {
			all.add(() -> this.reads.read(() -> this.articles.list(topic), Facts::of));
		}
		for (long id : this.articles.ids()) {
			all.add(() -> this.reads.read(() -> this.articles.article(id), Facts::of));
			all.add(() -> this.reads.read(() -> this.comments.comments(id), (comments) -> Facts.of(id, comments)));
		}
		return all;
	}

	/**
	 * What the next reads would find. Loads nothing.
	 */
	List<Supplier<Explained>> explanations(long articleId) {
		List<Supplier<Explained>> all = new ArrayList<>();
		this.articles.topics().forEach((topic) -> all.add(() -> this.explanations.explain(LISTS, topic)));
		all.add(() -> this.explanations.explain(ARTICLES, articleId));
		all.add(() -> this.explanations.explain(COMMENTS, articleId));
		return all;
	}

}
