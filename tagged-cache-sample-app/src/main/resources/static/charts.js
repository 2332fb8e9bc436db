// Small charts of one instance, as inline SVG: where reads ended, and how long the newest took.
sample.charts = (function () {
	'use strict';

	const SVG = 'http://www.w3.org/2000/svg';
	const WIDTH = 240;
	const HEIGHT = 44;
	const BARS = 40;
	const NAMES = { NEAR: 'near cache', REDIS: 'Redis', DATABASE: 'loaded' };

	function svg(name, attributes) {
		const created = document.createElementNS(SVG, name);
		Object.keys(attributes).forEach(function (key) {
			created.setAttribute(key, attributes[key]);
		});
		return created;
	}

	function chart(height, label) {
		const created = svg('svg', { viewBox: '0 0 ' + WIDTH + ' ' + height, role: 'img', 'aria-label': label,
			preserveAspectRatio: 'none' });
		created.style.height = height + 'px';
		return created;
	}

	function duration(millis) {
		if (millis < 0.1) {
			return Math.max(1, Math.round(millis * 1000)) + ' µs';
		}
		return millis < 10 ? millis.toFixed(1) + ' ms' : Math.round(millis) + ' ms';
	}

	// One bar, split by where the reads ended.
	function counts(state) {
		const total = state.near + state.redis + state.loaded;
		const drawn = chart(8, 'Reads: ' + state.near + ' from the near cache, ' + state.redis + ' from Redis, '
			+ state.loaded + ' loaded');
		let x = 0;
		[['near', state.near], ['redis', state.redis], ['database', state.loaded]].forEach(function (part) {
			const width = total ? WIDTH * part[1] / total : 0;
			drawn.appendChild(svg('rect', { x: x, y: 0, width: width, height: 8, 'class': part[0] }));
			x += width;
		});
		return drawn;
	}

	// A bar for each of the newest reads; its height is the logarithm of the time, from 1 µs to 10 s.
	function latencies(reads) {
		const last = reads.length ? reads[reads.length - 1] : null;
		const drawn = chart(HEIGHT, last ? 'Times of the newest ' + reads.length + ' reads; the last one: '
			+ NAMES[last.level] + ', ' + duration(last.millis) : 'No reads yet');
		[1, 1000].forEach(function (millis) {
			const y = HEIGHT - height(millis);
			drawn.appendChild(svg('line', { x1: 0, x2: WIDTH, y1: y, y2: y, 'class': 'scale' }));
		});
		reads.forEach(function (read, i) {
			const step = WIDTH / BARS;
			const bar = svg('rect', { x: (BARS - reads.length + i) * step + 0.5, y: HEIGHT - height(read.millis),
				width: step - 1, height: height(read.millis), 'class': read.level.toLowerCase() });
			const title = svg('title', {});
			title.textContent = NAMES[read.level] + ', ' + duration(read.millis);
			bar.appendChild(title);
			drawn.appendChild(bar);
		});
		return drawn;
	}

	function height(millis) {
		const share = (Math.log10(Math.max(millis, 0.001)) + 3) / 7;
		return Math.max(2, Math.min(1, share) * HEIGHT);
	}

	function legend(state) {
		const list = sample.element('ul', 'counts');
		[['near', state.near, 'near'], ['redis', state.redis, 'Redis'], ['database', state.loaded, 'loaded']]
			.forEach(function (part) {
				list.appendChild(sample.element('li', part[0], part[1] + ' ' + part[2]));
			});
		return list;
	}

	return {
		duration: duration,
		names: NAMES,
		draw: function (target, state) {
			target.textContent = '';
			target.appendChild(legend(state));
			target.appendChild(counts(state));
			target.appendChild(sample.element('p', 'axis', 'Newest reads. Lines: 1 ms, 1 s'));
			target.appendChild(latencies(state.newest));
		}
	};
})();
