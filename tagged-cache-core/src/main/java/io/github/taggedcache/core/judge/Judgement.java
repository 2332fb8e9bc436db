package io.github.taggedcache.core.judge;

/**
 * A verdict, and up to when it holds.
 *
 * @param verdict the verdict
 * @param position version up to which the verdict holds
 * @param token load token of a load that begins because of this verdict
 */
public record Judgement(Verdict verdict, long position, long token) {

	/**
	 * Whether nothing newer than the claim is known.
	 * @return whether the verdict is {@link Verdict#VALID}
	 */
	public boolean isValid() {
		return this.verdict == Verdict.VALID;
	}

}
