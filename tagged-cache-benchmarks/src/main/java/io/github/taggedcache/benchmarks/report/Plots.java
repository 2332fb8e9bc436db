package io.github.taggedcache.benchmarks.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import io.github.taggedcache.benchmarks.product.Product;
import io.github.taggedcache.benchmarks.result.Result;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGUtils;

/**
 * The plots, as SVG.
 */
final class Plots {

	private static final int WIDTH = 840;

	private static final int HEIGHT = 420;

	private Plots() {
	}

	static void write(List<Result> results, Path docs) throws IOException {
		List<Result> invalidations = of("InvalidateBySize", results);
		if (!invalidations.isEmpty()) {
			write(invalidations(invalidations), docs.resolve("benchmarks-invalidation.svg"));
		}
		List<Result> mixed = of("MixedLoad", results);
		if (!mixed.isEmpty()) {
			write(mixed(mixed), docs.resolve("benchmarks-mixed.svg"));
		}
	}

	private static List<Result> of(String benchmark, List<Result> results) {
		return results.stream().filter((result) -> result.benchmark().equals(benchmark)).toList();
	}

	private static JFreeChart invalidations(List<Result> results) {
		XYSeriesCollection lines = new XYSeriesCollection();
		for (Product product : results.stream().map(Result::product).distinct().toList()) {
			XYSeries line = new XYSeries(product.label());
			results.stream()
				.filter((result) -> result.product() == product)
				.forEach((result) -> line.add(Double.parseDouble(result.parameter("entries")), result.value().mean()));
			lines.addSeries(line);
		}
		JFreeChart chart = ChartFactory.createXYLineChart("Invalidation of a tag", "entries with the tag", "us", lines);
		XYPlot plot = chart.getXYPlot();
		plot.setDomainAxis(new LogAxis("entries with the tag"));
		plot.setRangeAxis(new LogAxis("us"));
		plot.setRenderer(new XYLineAndShapeRenderer());
		return chart;
	}

	private static JFreeChart mixed(List<Result> results) {
		DefaultCategoryDataset bars = new DefaultCategoryDataset();
		results.stream()
			.sorted(Comparator.comparing(Result::product)
				.thenComparing((result) -> result.parameter("near entries").length())
				.thenComparing((result) -> result.parameter("instances")))
			.forEach((result) -> bars.addValue(result.value().mean(), result.parameter("instances") + " instance(s)",
					label(result)));
		return ChartFactory.createBarChart("Mixed load", "", "operations a second", bars, PlotOrientation.HORIZONTAL,
				true, false, false);
	}

	/**
	 * A tagged cache is there with two sizes of its near cache.
	 */
	private static String label(Result result) {
		String nearEntries = result.parameter("near entries");
		return result.product().label()
				+ (nearEntries.equals(Integer.toString(Product.NEAR_ENTRIES)) ? ", " + nearEntries + " near" : "");
	}

	private static void write(JFreeChart chart, Path file) throws IOException {
		SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, HEIGHT);
		chart.draw(graphics, new java.awt.Rectangle(WIDTH, HEIGHT));
		SVGUtils.writeToSVG(new File(file.toUri()), graphics.getSVGElement());
	}

}
