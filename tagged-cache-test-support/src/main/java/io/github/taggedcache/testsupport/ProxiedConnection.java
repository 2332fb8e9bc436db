package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection of a client through a proxy to the server, pumped by three threads: one
 * for the requests, one that takes the answers in, and one that delivers them when they
 * are due.
 */
final class ProxiedConnection {

	private static final int PIECE = 65_536;

	private final Socket client;

	private final Socket server;

	private final ProxyGate gate;

	private final RoundTripRecorder recorder;

	private final Duration answerDelay;

	private final Consumer<ProxiedConnection> onClose;

	private final RoundTripRecorder.Traffic traffic;

	private final RequestNames requestNames = new RequestNames();

	private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

	private volatile boolean open = true;

	private volatile boolean incomplete;

	ProxiedConnection(int number, Socket client, Socket server, ProxyGate gate, RoundTripRecorder recorder,
			Duration answerDelay, Consumer<ProxiedConnection> onClose) {
		this.client = client;
		this.server = server;
		this.gate = gate;
		this.recorder = recorder;
		this.answerDelay = answerDelay;
		this.onClose = onClose;
		this.traffic = new RoundTripRecorder.Traffic(number);
	}

	void start() {
		start("requests", this::forwardRequests, this::close);
		// What the server said before it closed is still delivered
		start("answers", this::takeAnswers, () -> this.answers.add(Answer.END));
		start("delivery", this::deliverAnswers, this::close);
	}

	private static void start(String name, Pump pump, Runnable atEnd) {
		Thread thread = new Thread(() -> {
			try {
				pump.run();
			}
			catch (IOException ex) {
				// Either side has closed, or close() was called: the end of the pump
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				atEnd.run();
			}
		}, "round-trip-proxy-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	private void forwardRequests() throws IOException, InterruptedException {
		InputStream in = this.client.getInputStream();
		OutputStream out = this.server.getOutputStream();
		byte[] buffer = new byte[PIECE];
		int length = in.read(buffer);
		while (length != -1) {
			this.recorder.requested(this.traffic, this.requestNames.read(buffer, length));
			if (this.gate.passRequest(this::isOpen, this::bytesDropped)) {
				out.write(buffer, 0, length);
			}
			length = in.read(buffer);
		}
	}

	private void takeAnswers() throws IOException {
		InputStream in = this.server.getInputStream();
		byte[] buffer = new byte[PIECE];
		int length = in.read(buffer);
		while (length != -1) {
			this.answers.add(new Answer(Arrays.copyOf(buffer, length), dueTime()));
			length = in.read(buffer);
		}
	}

	private long dueTime() {
		long now = System.nanoTime();
		if (this.recorder.isRecording()) {
			return now + this.answerDelay.toNanos();
		}
		return now;
	}

	private void deliverAnswers() throws IOException, InterruptedException {
		OutputStream out = this.client.getOutputStream();
		Answer answer = this.answers.take();
		while (answer != Answer.END) {
			TimeUnit.NANOSECONDS.sleep(answer.due - System.nanoTime());
			if (this.gate.passAnswer(this::isOpen, this::bytesDropped)) {
				this.recorder.answered(this.traffic);
				out.write(answer.bytes);
			}
			answer = this.answers.take();
		}
	}

	private boolean isOpen() {
		return this.open;
	}

	private void bytesDropped() {
		this.incomplete = true;
	}

	/**
	 * Whether bytes were dropped, so that what would follow them makes no sense.
	 */
	boolean isIncomplete() {
		return this.incomplete;
	}

	void close() {
		if (!this.open) {
			return;
		}
		this.open = false;
		closeQuietly(this.client);
		closeQuietly(this.server);
		this.answers.add(Answer.END);
		this.gate.connectionClosed();
		this.onClose.accept(this);
	}

	private static void closeQuietly(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It is closed to whoever uses it, and that is all that counts
		}
	}

	@FunctionalInterface
	private interface Pump {

		void run() throws IOException, InterruptedException;

	}

	private static final class Answer {

		static final Answer END = new Answer(new byte[0], 0);

		private final byte[] bytes;

		private final long due;

		Answer(byte[] bytes, long due) {
			this.bytes = bytes;
			this.due = due;
		}

	}

}
