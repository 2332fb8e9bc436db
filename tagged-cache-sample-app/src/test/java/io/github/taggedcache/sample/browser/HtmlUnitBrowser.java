package io.github.taggedcache.sample.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.stream.Collectors;

import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextInput;

/**
 * HtmlUnit: a browser in this JVM, without a screen. It runs the page's script.
 */
final class HtmlUnitBrowser implements Browser {

	private final WebClient client = new WebClient(BrowserVersion.CHROME);

	@Override
	public void open(URI page) {
		visiting(() -> this.client.getPage(page.toURL()));
	}

	@Override
	public void click(String selector) {
		DomElement element = find(selector);
		visiting(element::click);
	}

	@Override
	public void type(String selector, String text) {
		HtmlTextInput input = (HtmlTextInput) find(selector);
		input.select();
		visiting(() -> {
			input.type(text);
			return input;
		});
	}

	@Override
	public String text(String selector) {
		return page().querySelectorAll(selector).stream().map(DomNode::getTextContent).collect(Collectors.joining(" "));
	}

	private DomElement find(String selector) {
		DomElement element = page().querySelector(selector);
		if (element == null) {
			throw new AssertionError("The page has no " + selector);
		}
		return element;
	}

	private HtmlPage page() {
		return (HtmlPage) this.client.getCurrentWindow().getEnclosedPage();
	}

	private static void visiting(Visit visit) {
		try {
			visit.go();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

	@Override
	public String toString() {
		return "HtmlUnit";
	}

	private interface Visit {

		Object go() throws IOException;

	}

}
