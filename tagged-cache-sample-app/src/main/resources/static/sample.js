(function () {
	'use strict';

	let openedArticle = null;
	let statisticsReads = 0;

	function byId(id) {
		return document.getElementById(id);
	}

	function element(name, className, text) {
		const created = document.createElement(name);
		if (className) {
			created.className = className;
		}
		created.textContent = text || '';
		return created;
	}

	// Calls the API. What went wrong is shown in the message line.
	function call(method, path, body, done, failed) {
		const request = new XMLHttpRequest();
		function fail(reason) {
			say(reason);
			if (failed) {
				failed();
			}
		}
		request.open(method, 'api/' + path);
		request.setRequestHeader('Content-Type', 'application/json');
		request.onload = function () {
			const answer = request.responseText ? JSON.parse(request.responseText) : null;
			if (request.status < 400) {
				done(answer);
			}
			else {
				fail(answer && answer.detail ? answer.detail : 'Error ' + request.status);
			}
		};
		request.onerror = function () {
			fail('The application does not answer');
		};
		request.send(body ? JSON.stringify(body) : null);
	}

	function say(text) {
		byId('message').textContent = text;
	}

	// Reads one entry and shows in its box where it came from.
	function read(box, path, show) {
		const badge = box.querySelector('.badge');
		box.className = 'entry';
		badge.textContent = 'reading';
		call('GET', path, null, function (reading) {
			const millis = reading.millis < 10 ? reading.millis.toFixed(1) : Math.round(reading.millis);
			show(reading.value);
			box.className = 'entry ' + reading.source.toLowerCase();
			badge.textContent = reading.source.toLowerCase() + ', ' + millis + ' ms';
			readStatistics();
		}, function () {
			badge.textContent = 'failed';
		});
	}

	function readEverything() {
		document.querySelectorAll('#lists .entry').forEach(readList);
		if (openedArticle !== null) {
			readArticle();
			readComments();
		}
	}

	function readList(box) {
		read(box, 'topics/' + encodeURIComponent(box.getAttribute('data-topic')) + '/articles', function (lines) {
			const list = box.querySelector('ul');
			list.textContent = '';
			lines.forEach(function (line) {
				const item = element('li');
				const title = element('button', 'link', line.title);
				title.type = 'button';
				title.setAttribute('data-article', line.id);
				title.onclick = function () {
					open(line.id);
				};
				item.appendChild(title);
				item.appendChild(element('span', 'by', line.author.name));
				list.appendChild(item);
			});
		});
	}

	function open(id) {
		openedArticle = id;
		byId('no-article').hidden = true;
		byId('opened').hidden = false;
		readArticle();
		readComments();
	}

	function readArticle() {
		const box = byId('article');
		read(box, 'articles/' + openedArticle, function (article) {
			byId('article-title').textContent = article.title;
			byId('article-content').textContent = article.content;
			byId('new-title').value = article.title;
			box.querySelector('.by').textContent = article.author.name;
		});
	}

	function readComments() {
		read(byId('comments'), 'articles/' + openedArticle + '/comments', function (comments) {
			const list = byId('comment-list');
			list.textContent = '';
			comments.forEach(function (comment) {
				const item = element('li', '', comment.content);
				item.appendChild(element('span', 'by', comment.reader));
				list.appendChild(item);
			});
		});
	}

	// Answers may overtake each other: only that to the last request is shown.
	function readStatistics() {
		const number = ++statisticsReads;
		call('GET', 'statistics', null, function (statistics) {
			const rows = byId('regions');
			if (number !== statisticsReads) {
				return;
			}
			rows.textContent = '';
			statistics.regions.forEach(function (counts) {
				const row = element('tr');
				row.setAttribute('data-region', counts.region);
				[counts.region, counts.hits, counts.misses, counts.invalidated].forEach(function (value) {
					row.appendChild(element('td', '', String(value)));
				});
				rows.appendChild(row);
			});
			byId('invalidated-tags').textContent = String(statistics.invalidatedTags);
		});
	}

	function showTopics(topics) {
		topics.forEach(function (topic) {
			const box = element('section', 'entry');
			const bar = element('div', 'bar');
			box.setAttribute('data-topic', topic);
			bar.appendChild(element('h3', '', topic));
			bar.appendChild(element('span', 'badge'));
			box.appendChild(bar);
			box.appendChild(element('ul'));
			byId('lists').appendChild(box);
		});
		readEverything();
	}

	function showAuthors(authors) {
		authors.forEach(function (author) {
			const form = element('form');
			const name = element('input');
			const rename = element('button', '', 'Rename');
			form.setAttribute('data-author', author.id);
			name.value = author.name;
			name.maxLength = 100;
			name.setAttribute('aria-label', 'Name of ' + author.name);
			rename.type = 'submit';
			form.appendChild(name);
			form.appendChild(rename);
			onSubmit(form, 'PUT', function () {
				return 'authors/' + author.id + '/name';
			}, function () {
				return { name: name.value };
			}, readEverything);
			byId('authors').appendChild(form);
		});
	}

	function onSubmit(form, method, path, body, done) {
		form.onsubmit = function () {
			say('');
			call(method, path(), body(), done);
			return false;
		};
	}

	byId('read-again').onclick = readEverything;
	onSubmit(byId('retitle'), 'PUT', function () {
		return 'articles/' + openedArticle + '/title';
	}, function () {
		return { title: byId('new-title').value };
	}, readEverything);
	onSubmit(byId('add-comment'), 'POST', function () {
		return 'articles/' + openedArticle + '/comments';
	}, function () {
		return { reader: byId('reader').value, content: byId('content').value };
	}, function () {
		byId('content').value = '';
		readEverything();
	});
	call('GET', 'topics', null, showTopics);
	call('GET', 'authors', null, showAuthors);
})();
