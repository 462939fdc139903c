"""A table of costs by size, what power of the size they follow, and a plot in characters."""
import dataclasses
import math

# Costs below these are the program's start and the clock's grain.
FLOORS = {"s": 0.05, "MB": 20}
# Noise of a busy machine is not growth.
LINEAR = 1.15


@dataclasses.dataclass
class Series:
    """One cost. The wall's seconds tell of the machine's other work too, and are shown but not judged."""

    name: str
    unit: str
    judged: bool = True


class Growth:
    """Costs at growing sizes."""

    def __init__(self, title, variable, series):
        self.title = title
        self.variable = variable
        self.series = series
        self.sizes = []
        self.costs = [[] for _ in series]

    def add(self, size, *values):
        self.sizes.append(size)
        for column, value in zip(self.costs, values, strict=True):
            column.append(value)

    def powers(self, index):
        """Between each size and the next: p where the cost follows size to the p."""
        costs = self.costs[index]
        pairs = zip(self.sizes, self.sizes[1:], costs, costs[1:])
        return [math.log(high / low) / math.log(large / small) if low > 0 and large > small else 0
                for small, large, low, high in pairs]

    def text(self):
        names = [f"{series.name}, {series.unit}" for series in self.series]
        lines = [f"## {self.title}", "", f"| {self.variable} | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
        for place, size in enumerate(self.sizes):
            cells = []
            for index, series in enumerate(self.series):
                value = self.costs[index][place]
                cell = f"{value:.3f}" if series.unit == "s" else f"{value:.1f}"
                cells.append(f"{cell} (^{self.powers(index)[place - 1]:.2f})" if place else cell)
            lines.append(f"| {size:,} | {' | '.join(cells)} |")
        lines += ["", f"(^p): the cost grew as {self.variable} to the p since the line above.", ""]
        return "\n".join(lines + self.verdicts() + ["", "```", *self.plot(), "```"])

    def verdicts(self):
        worse = []
        for index, series in enumerate(self.series):
            for place, power in enumerate(self.powers(index) if series.judged else [], 1):
                if power > LINEAR and self.costs[index][place] > FLOORS[series.unit]:
                    worse.append(
                        f"**Worse than linear: {series.name}** from {self.sizes[place - 1]:,} to {self.sizes[place]:,} "
                        f"{self.variable}: to the power {power:.2f}.")
        return worse or ["Nothing is worse than linear."]

    def plot(self, width=64, height=16):
        """Both axes are logarithmic: a straight line of slope one, drawn in dots, is linear growth. CPU seconds alone."""
        chosen = [index for index, series in enumerate(self.series) if series.unit == "s" and series.judged]
        values = [max(value, 1e-4) for index in chosen for value in self.costs[index]]
        left, right = math.log10(self.sizes[0]), math.log10(self.sizes[-1])
        low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        high = max(high, low + 1)
        grid = [[" "] * (width + 1) for _ in range(height + 1)]

        def cell(size, value):
            x = round((math.log10(size) - left) / max(right - left, 1e-9) * width)
            y = round((math.log10(max(value, 1e-4)) - low) / (high - low) * height)
            return height - y, x

        # What would be linear, from the first point of the first series on.
        start = self.costs[chosen[0]][0]
        for x in range(0, width + 1, 2):
            size = 10 ** (left + (right - left) * x / width)
            row, column = cell(size, start * size / self.sizes[0])
            if 0 <= row <= height:
                grid[row][column] = "."
        for letter, index in zip("ABCDEFG", chosen):
            for size, value in zip(self.sizes, self.costs[index]):
                row, column = cell(size, value)
                grid[row][column] = "*" if grid[row][column] in "ABCDEFG*" else letter
        lines = []
        for row in range(height + 1):
            power = low + (height - row) * (high - low) / height
            label = f"{10 ** power:>8.3g} s" if row % 4 == 0 else " " * 10
            lines.append(f"{label} |{''.join(grid[row]).rstrip()}")
        lines.append(" " * 11 + "+" + "-" * width)
        first, last = f"{self.sizes[0]:,}", f"{self.sizes[-1]:,} {self.variable}"
        lines.append(" " * 12 + first + last.rjust(width - len(first)))
        names = [f"{letter} {self.series[index].name}" for letter, index in zip("ABCDEFG", chosen)]
        return lines + [" " * 12 + ", ".join(names) + "; * several, . linear from the first A"]
