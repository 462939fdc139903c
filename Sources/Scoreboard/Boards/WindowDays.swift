/// The days of the windows that end on a day.
package struct WindowDays {
    package let today: Day
    /// Each window with its days, but for that of all time, which has all.
    package let spans: [(days: ClosedRange<Day>, sum: WritableKeyPath<WindowTotals, UserTotals>)]

    /// - Parameter today: The last day of the windows.
    package init(endingOn today: Day) {
        self.today = today
        // Only the window of all time has no days.
        spans = [
            (Window.last30Days.days(endingOn: today)!, \.last30Days),
            (Window.last365Days.days(endingOn: today)!, \.last365Days),
            (Window.last30Days.previousDays(endingOn: today)!, \.previous30Days),
            (Window.last365Days.previousDays(endingOn: today)!, \.previous365Days),
            (today.adding(days: -6)...today, \.last7Days),
        ]
    }

    /// Adds what jobs of one day contributed to all windows that have the day.
    package func add(_ totals: UserTotals, of day: Day, to windows: inout WindowTotals) {
        windows.allTime += totals
        for span in spans where span.days.contains(day) { windows[keyPath: span.sum] += totals }
    }
}
