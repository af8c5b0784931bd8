package dev.leadlog.proof;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** A line chart with a logarithmic x axis. */
final class Plot {

  private static final String FOLDER = "benchmarks";

  private record Line(List<Double> x, List<Double> y) {}

  private final String name;
  private final String title;
  private final String xAxis;
  private final String yAxis;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  /**
   * @param name the file name without extension
   */
  Plot(String name, String title, String xAxis, String yAxis) {
    this.name = name;
    this.title = title;
    this.xAxis = xAxis;
    this.yAxis = yAxis;
  }

  void add(String line, double x, double y) {
    Line points = lines.computeIfAbsent(line, l -> new Line(new ArrayList<>(), new ArrayList<>()));
    points.x().add(x);
    points.y().add(y);
  }

  /** The Markdown image for a page in {@code docs}. */
  String image() {
    return "![" + title + "](" + FOLDER + "/" + name + ".png)";
  }

  void write(Path docs) {
    XYChart chart =
        new XYChartBuilder()
            .width(760)
            .height(380)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setYAxisMin(0.0)
        .setLegendPosition(Styler.LegendPosition.OutsideE)
        .setChartBackgroundColor(Color.WHITE);
    lines.forEach((line, points) -> chart.addSeries(line, points.x(), points.y()));
    try {
      Path folder = Files.createDirectories(docs.resolve(FOLDER));
      BitmapEncoder.saveBitmap(
          chart, folder.resolve(name).toString(), BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
