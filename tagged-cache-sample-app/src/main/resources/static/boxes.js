// The boxes: one row an entry, one box an instance. A box knows its last read, and what the next one would find.
sample.boxes = (function () {
	'use strict';

	const rows = {};
	let opened = 1;
	let nodes = ['A'];
	let onOpen = function () { };


	function path(name) {
		const at = name.indexOf('/');
		const id = name.substring(at + 1);
		switch (name.substring(0, at)) {
			case 'article-lists':
				return 'topics/' + encodeURIComponent(id) + '/articles';
			case 'articles':
				return 'articles/' + id;
			default:
				return 'articles/' + id + '/comments';
		}
	}

	function openButton(line, node) {
		const title = sample.element('button', 'link', line.title);
		title.type = 'button';
		title.setAttribute('data-article', line.id);
		title.onclick = function () {
			onOpen(line.id, node);
		};
		return title;
	}

	function showList(target, lines, node) {
		const list = sample.element('ul');
		lines.forEach(function (line) {
			const item = sample.element('li');
			item.appendChild(openButton(line, node));
			item.appendChild(sample.element('span', 'by', line.author.name));
			list.appendChild(item);
		});
		target.appendChild(list);
	}

	function showArticle(target, article) {
		target.appendChild(sample.element('p', 'title', article.title));
		target.appendChild(sample.element('p', 'by', article.author.name));
		target.appendChild(sample.element('p', 'text', article.content));
	}

	function showComments(target, comments) {
		const list = sample.element('ul');
		comments.forEach(function (comment) {
			const item = sample.element('li', '', comment.content);
			item.appendChild(sample.element('span', 'by', comment.reader));
			list.appendChild(item);
		});
		target.appendChild(list);
		if (!comments.length) {
			target.appendChild(sample.element('p', 'soft', 'No comments: an empty list is cached too.'));
		}
	}

	const SHOW = { 'article-lists': showList, articles: showArticle, comments: showComments };

	function box(row, node) {
		const created = sample.element('article', 'box unread');
		const bar = sample.element('div', 'bar');
		const read = sample.element('button', 'read', 'Read');
		created.setAttribute('data-node', node);
		read.type = 'button';
		read.setAttribute('aria-label', 'Read ' + row.title + ' on ' + node);
		bar.appendChild(sample.element('span', 'node', node));
		bar.appendChild(sample.element('span', 'badge', 'not read yet'));
		bar.appendChild(read);
		created.appendChild(bar);
		created.appendChild(sample.element('ul', 'chips'));
		created.appendChild(sample.element('p', 'next'));
		created.appendChild(sample.element('div', 'value'));
		const state = { element: created, reads: 0, why: null, gone: false };
		read.onclick = function () {
			readBox(row, node, function (reading) {
				sample.say(row.title + ' on ' + node + ': ' + describe(reading) + (reading.why ? ', because ' + reading.why : '.'));
			});
		};
		return state;
	}

	function describe(reading) {
		return sample.charts.names[reading.level] + ', ' + sample.charts.duration(reading.millis);
	}

	function addRow(id, name, title, region) {
		const row = { name: name, title: title, region: region, element: sample.element('section', 'row'), boxes: {} };
		const heading = sample.element('h3', '', title + ' ');
		heading.appendChild(sample.element('small', '', 'cache ' + region));
		row.element.id = id;
		row.element.setAttribute('aria-label', title);
		row.element.appendChild(heading);
		const pair = sample.element('div', 'pair');
		nodes.forEach(function (node) {
			row.boxes[node] = box(row, node);
			pair.appendChild(row.boxes[node].element);
		});
		row.element.appendChild(pair);
		rows[id] = row;
		sample.byId('rows').appendChild(row.element);
	}

	// Answers may overtake each other: only that to the last request is shown.
	function readBox(row, node, done) {
		const state = row.boxes[node];
		const number = ++state.reads;
		const name = row.name;
		const badge = state.element.querySelector('.badge');
		sample.setText(badge, 'reading …');
		sample.call(node, 'GET', path(name), null, function (reading) {
			if (number === state.reads && name === row.name) {
				const value = state.element.querySelector('.value');
				value.textContent = '';
				SHOW[row.region](value, reading.value, node);
				state.level = reading.level;
				state.why = reading.why;
				state.gone = false;
				state.element.className = 'box ' + reading.level.toLowerCase();
				sample.setText(badge, describe(reading));
				sample.setText(state.element.querySelector('.next'), reading.why ? 'Was loaded: ' + reading.why : '');
				if (node === nodes[0] && row.region === 'articles') {
					sample.byId('new-title').value = reading.value.title;
				}
			}
			done(reading);
		}, function (reason) {
			sample.setText(badge, 'failed');
			sample.say(reason);
			done(null);
		});
	}

	function all() {
		return Object.keys(rows).map(function (id) {
			return rows[id];
		});
	}

	function readRows(chosen, node, done) {
		const readings = [];
		chosen.forEach(function (row) {
			readBox(row, node, function (reading) {
				readings.push(reading);
				if (readings.length === chosen.length) {
					done(readings.filter(Boolean));
				}
			});
		});
	}

	function showChips(target, tags) {
		const text = tags.map(function (tag) {
			return tag.tag + tag.culprit;
		}).join(' ');
		if (target.getAttribute('data-tags') === text) {
			return;
		}
		target.setAttribute('data-tags', text);
		target.textContent = '';
		tags.forEach(function (tag) {
			target.appendChild(sample.element('li', tag.culprit ? 'culprit' : '', tag.tag));
		});
	}

	// What the cache says of the next read. Loads nothing.
	function explain(row, node, explained) {
		const state = row.boxes[node];
		const gone = explained.outcome === 'MISS';
		const cause = explained.sentence.replace(/^A miss: /, '');
		if (state.level === undefined) {
			sample.setText(state.element.querySelector('.next'), gone ? '' : explained.sentence);
		}
		else {
			state.gone = state.gone || gone;
			const renewed = state.gone && !gone;
			state.element.className = 'box ' + (gone ? 'gone' : renewed ? 'renewed' : state.level.toLowerCase());
			sample.setText(state.element.querySelector('.next'), gone ? 'Gone: ' + cause
				: renewed ? 'Gone, but loaded again meanwhile: the next read finds it in '
					+ (explained.outcome === 'NEAR' ? 'the near cache.' : 'Redis.')
					: state.why ? 'Was loaded: ' + state.why : explained.sentence);
		}
		// A lost entry says nothing of its tags: those that are known stay
		if (explained.tags.length || !gone) {
			showChips(state.element.querySelector('.chips'), explained.tags);
		}
		return gone;
	}

	function explainAll(node, done) {
		const article = opened;
		sample.call(node, 'GET', 'explanations?article=' + article, null, function (explanations) {
			const gone = [];
			if (article === opened) {
				explanations.forEach(function (explained) {
					all().forEach(function (row) {
						if (row.name === explained.box && explain(row, node, explained)) {
							gone.push(row.title);
						}
					});
				});
			}
			done(gone);
		}, function () {
			done([]);
		});
	}

	return {
		build: function (topics, instances, open) {
			nodes = instances;
			onOpen = open;
			topics.forEach(function (topic) {
				addRow('list-' + topic, 'article-lists/' + topic, topic, 'article-lists');
			});
			addRow('article', 'articles/' + opened, 'Article ' + opened, 'articles');
			addRow('comments', 'comments/' + opened, 'Comments on ' + opened, 'comments');
		},
		open: function (id) {
			opened = id;
			[['article', 'articles/' + id, 'Article ' + id], ['comments', 'comments/' + id, 'Comments on ' + id]]
				.forEach(function (names) {
					const row = rows[names[0]];
					row.name = names[1];
					row.title = names[2];
					row.element.setAttribute('aria-label', row.title);
					row.element.querySelector('h3').firstChild.nodeValue = row.title + ' ';
					nodes.forEach(function (node) {
						row.boxes[node].level = undefined;
						row.boxes[node].why = null;
						row.boxes[node].gone = false;
						row.boxes[node].element.querySelector('.read')
							.setAttribute('aria-label', 'Read ' + row.title + ' on ' + node);
					});
				});
		},
		opened: function () {
			return opened;
		},
		readAll: function (node, done) {
			readRows(all(), node, done);
		},
		readOpened: function (node, done) {
			readRows([rows.article, rows.comments], node, done);
		},
		explainAll: explainAll
	};
})();
