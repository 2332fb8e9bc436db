package io.github.taggedcache.json;

import java.io.Serial;

import tools.jackson.databind.DatabindException;

/**
 * Leaves a serializer that met something which cannot be stored. Jackson adds the path to
 * it on its way out.
 */
final class ObstacleException extends DatabindException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Obstacle obstacle;

	/**
	 * Creates an exception.
	 * @param problem what is wrong with the thing at the path, as the end of a sentence
	 * that begins with the path
	 */
	ObstacleException(Obstacle obstacle, String problem) {
		super(problem);
		this.obstacle = obstacle;
	}

	static ObstacleException becomes(Obstacle obstacle, Class<?> before, String after) {
		return new ObstacleException(obstacle, Paths.asWritten(before).getTypeName() + " becomes " + after);
	}

	Obstacle obstacle() {
		return this.obstacle;
	}

}
