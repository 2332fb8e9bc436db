package io.github.taggedcache.benchmarks.product;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Kinds of values that a near cache gives to its callers in different ways.
 */
public enum ValueKind {

	/** A record of text and numbers: all callers get the same. */
	RECORD(new ParameterizedTypeReference<Article>() {
	}, Article::of),

	/** Two records in a list: each caller gets a list of its own. */
	LIST(new ParameterizedTypeReference<List<Article>>() {
	}, (id) -> new ArrayList<>(List.of(Article.of(id), Article.of(id + 1)))),

	/** A bean: it is decoded for each caller. */
	BEAN(new ParameterizedTypeReference<ArticleBean>() {
	}, (id) -> ArticleBean.of(Article.of(id)));

	private final ParameterizedTypeReference<?> type;

	private final LongFunction<Object> values;

	ValueKind(ParameterizedTypeReference<?> type, LongFunction<Object> values) {
		this.type = type;
		this.values = values;
	}

	ParameterizedTypeReference<?> type() {
		return this.type;
	}

	Object of(long id) {
		return this.values.apply(id);
	}

}
