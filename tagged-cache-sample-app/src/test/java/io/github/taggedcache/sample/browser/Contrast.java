package io.github.taggedcache.sample.browser;

/**
 * Finds texts whose contrast with what is behind them is less than 4.5, which WCAG 2.2
 * asks for at level AA.
 */
final class Contrast {

	static final String SCRIPT = """
			(function () {
				function parts(color) {
					return color.match(/[0-9.]+/g).map(Number);
				}
				function background(element) {
					for (let e = element; e; e = e.parentElement) {
						const color = parts(getComputedStyle(e).backgroundColor);
						if (color.length === 3 || color[3] > 0) {
							return color;
						}
					}
					return [255, 255, 255];
				}
				function luminance(color) {
					const linear = color.slice(0, 3).map((c) => c / 255)
						.map((c) => c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
					return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
				}
				const weak = [];
				document.querySelectorAll('body *').forEach(function (element) {
					const hasText = Array.from(element.childNodes).some((n) => n.nodeType === 3 && n.nodeValue.trim());
					if (hasText && element.tagName !== 'SCRIPT' && !element.closest('svg')) {
						const levels = [luminance(parts(getComputedStyle(element).color)), luminance(background(element))];
						const ratio = (Math.max(...levels) + 0.05) / (Math.min(...levels) + 0.05);
						if (ratio < 4.5) {
							weak.push(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
						}
					}
				});
				return weak.join(', ');
			})()
			""";

	private Contrast() {
	}

}
