package io.github.taggedcache.sample.article;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Articles, and lists of them by topic. Each entry carries the tags of what it shows.
 */
@Service
public class ArticleService {

	private final ArticleRepository articles;

	private final AuthorRepository authors;

	private final Loads loads;

	ArticleService(ArticleRepository articles, AuthorRepository authors, Loads loads) {
		this.articles = articles;
		this.authors = authors;
		this.loads = loads;
	}

	@Transactional(readOnly = true)
	public List<String> topics() {
		return this.articles.findTopics();
	}

	@Transactional(readOnly = true)
	public List<Long> ids() {
		return this.articles.findAll().stream().map(Article::id).sorted().toList();
	}

	/**
	 * A list depends on each of its articles and authors: one tag for each.
	 */
	@Cacheable("article-lists")
	@CacheTags({ "article:#{#result.![id]}", "author:#{#result.![author.id]}" })
	@Transactional(readOnly = true)
	public List<ArticleLine> list(String topic) {
		this.loads.begin("list " + topic);
		List<Article> found = this.articles.findByTopicOrderById(topic);
		if (found.isEmpty()) {
			throw new NotFoundException("topic", topic);
		}
		Map<Long, Author> byId = this.authors.findAllById(found.stream().map(Article::authorId).distinct().toList())
			.stream()
			.collect(Collectors.toMap(Author::id, (author) -> author));
		return found.stream()
			.map((article) -> new ArticleLine(article.id(), article.title(),
					Objects.requireNonNull(byId.get(article.authorId()))))
			.toList();
	}

	@Cacheable("articles")
	@CacheTags({ "article:#{#id}", "author:#{#result.author.id}" })
	@Transactional(readOnly = true)
	public ArticlePage article(long id) {
		this.loads.begin("article " + id);
		Article article = find(id);
		Author author = this.authors.findById(article.authorId()).orElseThrow();
		return new ArticlePage(id, article.title(), article.content(), author);
	}

	/**
	 * The article itself is loaded again, and each list that it is in.
	 */
	@InvalidateTags("article:#{#id}")
	@Transactional
	public void retitle(long id, String title) {
		this.articles.save(find(id).withTitle(title));
	}

	private Article find(long id) {
		return this.articles.findById(id).orElseThrow(() -> new NotFoundException("article", id));
	}

}
