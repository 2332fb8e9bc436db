// The page: what its buttons do, and what is asked again and again.
(function () {
	'use strict';

	const PAUSE = 500;
	const EXPLAIN_EVERY = 4;

	let nodes = [];
	let changes = -1;
	let rounds = 0;
	let lost = false;
	let busy = 0;

	function summary(readings) {
		const counts = { NEAR: 0, REDIS: 0, DATABASE: 0 };
		readings.forEach(function (reading) {
			counts[reading.level]++;
		});
		return counts.NEAR + ' from the near cache, ' + counts.REDIS + ' from Redis, ' + counts.DATABASE + ' loaded';
	}

	// What reads would find, on all instances, without reading.
	function explain(done) {
		let open = nodes.length;
		const gone = {};
		nodes.forEach(function (node) {
			sample.boxes.explainAll(node, function (titles) {
				gone[node] = titles;
				open--;
				if (open === 0 && done) {
					done(gone);
				}
			});
		});
	}

	function sayGone(what) {
		explain(function (gone) {
			sample.say(what + ' ' + nodes.map(function (node) {
				return 'Gone on ' + node + ': ' + (gone[node].length ? gone[node].join(', ') : 'nothing') + '.';
			}).join(' '));
		});
	}

	function readAll(node, done) {
		busy++;
		sample.boxes.readAll(node, function (readings) {
			busy--;
			explain(function () {
				sample.say('Read all on ' + node + ': ' + summary(readings) + '.');
				if (done) {
					done();
				}
			});
		});
	}

	// Reads the article on the instance that was asked, and then on the others: these find it in Redis.
	function open(id, node) {
		const order = [node].concat(nodes.filter(function (other) {
			return other !== node;
		}));
		sample.boxes.open(id);
		order.reduceRight(function (next, each) {
			return function () {
				sample.boxes.readOpened(each, function () {
					explain();
					next();
				});
			};
		}, function () {
			sample.say('Article ' + id + ' is open on ' + order.join(' and ') + '.');
		})();
	}

	function showTrust(target, state, away) {
		const text = away ? 'Redis does not answer: reads go to the database.'
			: state.trusted ? 'Caught up: its memory may answer.'
				: 'Quarantine: no proof for ' + (state.lagMillis / 1000).toFixed(1) + ' s, so Redis judges each read.';
		target.className = 'trust ' + (away ? 'away' : state.trusted ? 'trusted' : 'quarantine');
		sample.setText(target, text);
	}

	function showInstances(state) {
		const away = state.switches.some(function (one) {
			return one.fault === 'OUTAGE' && one.on;
		});
		nodes.forEach(function (node) {
			const card = sample.byId('instance-' + node);
			sample.setText(card.querySelector('small'), 'port ' + state.instances[node].port);
			showTrust(card.querySelector('.trust'), state.instances[node], away);
			sample.charts.draw(card.querySelector('.charts'), state.instances[node]);
		});
	}

	function showReads(reads, maxStalenessMillis) {
		const bound = maxStalenessMillis ? 'within ' + maxStalenessMillis / 1000 + ' s (max-staleness)' : 'at once too (strict)';
		sample.setText(sample.byId('stale'), String(reads.stale));
		sample.byId('stale').className = reads.stale ? 'broken' : '';
		sample.setText(sample.byId('stale-detail'), reads.newest ? reads.newest + '.'
			: reads.checked + ' reads compared with the writes that had returned before each began. Promised: on the'
				+ ' instance that wrote at once; on the other one ' + bound + '. Old values within that time: '
				+ reads.late + '.');
	}

	function showSwitches(switches) {
		switches.forEach(function (one) {
			const fault = document.querySelector('[data-fault="' + one.fault + '"]');
			const button = fault.querySelector('button');
			const note = fault.querySelector('p');
			button.setAttribute('aria-disabled', String(!one.available));
			button.setAttribute('data-on', String(one.on));
			if (button.hasAttribute('aria-pressed')) {
				button.setAttribute('aria-pressed', String(one.on));
			}
			if (!note.hasAttribute('data-text')) {
				note.setAttribute('data-text', note.textContent);
			}
			sample.setText(note, one.note || note.getAttribute('data-text'));
			if (one.fault === 'FOLLOWER') {
				sample.setText(button, one.on ? 'Mend the follower of B' : 'Cut the follower of B');
			}
		});
	}

	function heard(entry) {
		const late = nodes.filter(function (node) {
			return node !== entry.by;
		}).map(function (node) {
			const after = entry.heard[node];
			return after === undefined ? node + ' was not told' : node + ' heard ' + sample.charts.duration(after) + ' later';
		});
		return 'by ' + entry.by + (entry.mode === 'SOFT' ? ', softly' : '') + (late.length ? '; ' + late.join(', ') : '');
	}

	function time(millis) {
		return new Date(millis).toTimeString().substring(0, 8);
	}

	function showLog(entries) {
		const log = sample.byId('log');
		log.textContent = '';
		entries.forEach(function (entry) {
			const item = sample.element('li', entry.by ? 'record' : 'note');
			item.appendChild(sample.element('time', '', time(entry.time)));
			item.appendChild(sample.element('span', entry.by ? 'what' : '', entry.text));
			if (entry.by) {
				item.appendChild(sample.element('span', 'who', heard(entry)));
			}
			log.appendChild(item);
		});
	}

	function show(state) {
		showInstances(state);
		showReads(state.reads, state.maxStalenessMillis);
		showSwitches(state.switches);
		sample.byId('traffic').checked = state.traffic;
		if (state.changes !== changes) {
			showLog(state.log);
		}
	}

	// One question at a time: the next one is asked a while after the answer.
	function ask() {
		sample.call(sample.self(), 'GET', 'stage', null, function (state) {
			show(state);
			if (!busy && (state.changes !== changes || rounds % EXPLAIN_EVERY === 0)) {
				explain();
			}
			changes = state.changes;
			rounds++;
			if (lost) {
				sample.say('The sample answers again.');
				lost = false;
			}
			window.setTimeout(ask, PAUSE);
		}, function (reason) {
			if (!lost) {
				sample.say(reason);
			}
			lost = true;
			window.setTimeout(ask, PAUSE * EXPLAIN_EVERY);
		});
	}

	// A form has a button an instance. Enter in a field means A.
	function onSubmit(id, method, path, body, done) {
		const form = sample.byId(id);
		let node = 'A';
		form.querySelectorAll('button').forEach(function (button) {
			button.onclick = function () {
				node = button.getAttribute('data-node');
			};
		});
		form.onsubmit = function () {
			const chosen = node;
			node = 'A';
			sample.call(chosen, method, path(), body(), function (answer) {
				done(chosen, answer);
			});
			return false;
		};
	}

	function bindForms(authors) {
		const select = sample.byId('author');
		const name = sample.byId('new-name');
		authors.forEach(function (author) {
			const option = sample.element('option', '', author.name);
			option.value = author.id;
			select.appendChild(option);
		});
		select.onchange = function () {
			name.value = select.options[select.selectedIndex].textContent;
		};
		select.onchange();
		onSubmit('rename', 'PUT', function () {
			return 'authors/' + select.value + '/name';
		}, function () {
			return { name: name.value };
		}, function (node, author) {
			select.options[select.selectedIndex].textContent = author.name;
			sayGone('author:' + author.id + ' was invalidated on ' + node + '.');
		});
		onSubmit('retitle', 'PUT', function () {
			return 'articles/' + sample.boxes.opened() + '/title';
		}, function () {
			return { title: sample.byId('new-title').value };
		}, function (node) {
			sayGone('article:' + sample.boxes.opened() + ' was invalidated on ' + node + '.');
		});
		onSubmit('add-comment', 'POST', function () {
			return 'articles/' + sample.boxes.opened() + '/comments';
		}, function () {
			return { reader: sample.byId('reader').value, content: sample.byId('content').value };
		}, function (node) {
			sample.byId('content').value = '';
			sayGone('comments:' + sample.boxes.opened() + ' was invalidated on ' + node + '.');
		});
	}

	function bindSwitches() {
		document.querySelectorAll('.fault').forEach(function (fault) {
			const button = fault.querySelector('button');
			button.onclick = function () {
				const on = button.getAttribute('data-on') !== 'true';
				if (button.getAttribute('aria-disabled') === 'true') {
					sample.say(fault.querySelector('p').textContent);
					return;
				}
				sample.call(sample.self(), 'PUT', 'stage/faults/' + fault.getAttribute('data-fault'), { on: on }, function () {
					sample.say(button.textContent + ': done.');
				});
			};
		});
		sample.byId('traffic').onchange = function () {
			const on = sample.byId('traffic').checked;
			sample.call(sample.self(), 'PUT', 'stage/traffic', { on: on }, function () {
				sample.say(on ? 'Both instances read everything, all the time.' : 'Only you read now.');
			});
		};
	}

	function start(state) {
		sample.setSelf(state.self);
		nodes = Object.keys(state.instances);
		if (nodes.length === 1) {
			document.body.className = 'single';
			sample.byId('instance-B').hidden = true;
			document.querySelectorAll('form [data-node="B"]').forEach(function (button) {
				button.hidden = true;
			});
		}
		document.querySelectorAll('.read-all').forEach(function (button) {
			button.onclick = function () {
				readAll(button.getAttribute('data-node'));
			};
		});
		bindSwitches();
		show(state);
		sample.call(sample.self(), 'GET', 'authors', null, bindForms);
		sample.call(sample.self(), 'GET', 'topics', null, function (topics) {
			sample.boxes.build(topics, nodes, open);
			// A loads, and B finds what A has stored in Redis
			readAll(nodes[0], function () {
				if (nodes.length > 1) {
					readAll(nodes[1]);
				}
			});
			ask();
		});
	}

	sample.call('A', 'GET', 'stage', null, start);
})();
