// Calls the two instances, and speaks to the reader. B is asked through A: the page needs one port only.
var sample = (function () {
	'use strict';

	let self = 'A';

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

	// Changes a text only if it differs, so that nothing is announced or laid out again.
	function setText(target, text) {
		if (target.textContent !== text) {
			target.textContent = text;
		}
	}

	function say(text) {
		setText(byId('message'), text);
	}

	function call(node, method, path, body, done, failed) {
		const request = new XMLHttpRequest();
		function fail(reason) {
			if (failed) {
				failed(reason);
			}
			else {
				say(reason);
			}
		}
		request.open(method, (node === self ? 'api/' : 'other/') + path);
		request.setRequestHeader('Content-Type', 'application/json');
		request.onload = function () {
			let answer = null;
			try {
				answer = request.responseText ? JSON.parse(request.responseText) : null;
			}
			catch (ex) {
				fail('Instance ' + node + ' gave an answer that is not JSON');
				return;
			}
			if (request.status < 400) {
				done(answer);
			}
			else {
				fail(answer && answer.detail ? answer.detail : 'Error ' + request.status);
			}
		};
		request.onerror = function () {
			fail('Instance ' + node + ' does not answer. Was the sample stopped?');
		};
		request.send(body ? JSON.stringify(body) : null);
	}

	return {
		byId: byId,
		element: element,
		setText: setText,
		say: say,
		call: call,
		self: function () {
			return self;
		},
		setSelf: function (node) {
			self = node;
		}
	};
})();
