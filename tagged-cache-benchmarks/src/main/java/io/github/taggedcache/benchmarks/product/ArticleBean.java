package io.github.taggedcache.benchmarks.product;

/**
 * An {@link Article} that callers can change.
 */
public final class ArticleBean {

	private long id;

	private long version;

	private String title = "";

	private String text = "";

	static ArticleBean of(Article article) {
		ArticleBean bean = new ArticleBean();
		bean.setId(article.id());
		bean.setVersion(article.version());
		bean.setTitle(article.title());
		bean.setText(article.text());
		return bean;
	}

	public long getId() {
		return this.id;
	}

	public void setId(long id) {
		this.id = id;
	}

	public long getVersion() {
		return this.version;
	}

	public void setVersion(long version) {
		this.version = version;
	}

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

	public String getText() {
		return this.text;
	}

	public void setText(String text) {
		this.text = text;
	}

}
