package io.github.taggedcache.sample.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.sample.article.ArticleLine;
import io.github.taggedcache.sample.article.ArticlePage;
import io.github.taggedcache.sample.article.Comment;

/**
 * The facts that a value shows, for the ledger.
 */
final class Facts {

	private Facts() {
	}

	static String author(long id) {
		return "author " + id;
	}

	static String title(long id) {
		return "title " + id;
	}

	static String lastComment(long articleId) {
		return "last comment " + articleId;
	}

	static String comment(String reader, String content) {
		return reader + ": " + content;
	}

	static Map<String, String> of(List<ArticleLine> lines) {
		Map<String, String> facts = new HashMap<>();
		for (ArticleLine line : lines) {
			facts.put(title(line.id()), line.title());
			facts.put(author(line.author().id()), line.author().name());
		}
		return facts;
	}

	static Map<String, String> of(ArticlePage article) {
		return Map.of(title(article.id()), article.title(), author(article.author().id()), article.author().name());
	}

	static Map<String, String> of(long articleId, List<Comment> comments) {
		if (comments.isEmpty()) {
			return Map.of(lastComment(articleId), "");
		}
		Comment last = comments.get(comments.size() - 1);
		return Map.of(lastComment(articleId), comment(last.reader(), last.content()));
	}

}
