package io.github.taggedcache.benchmarks.program;

/**
 * How long a program measures.
 *
 * @param repetitions how often it measures each product, by turns
 * @param warmUpMillis how long it lets the compiler of the JVM work before it measures a
 * throughput
 * @param millis how long it measures a throughput
 * @param rounds how many single events it measures
 * @param entries most entries under one tag
 * @param idleSeconds how long it watches a node that does nothing
 */
public record Length(int repetitions, int warmUpMillis, int millis, int rounds, int entries, int idleSeconds) {
}
