"""The mixed-integer programme of controlled rounding, solved by HiGHS.

Zero-restricted controlled rounding as in J. J. Salazar-González, "Controlled rounding and cell
perturbation", Mathematical Programming 105 (2006): a multiple of the base stays, anything else
becomes one of the two multiples beside it.
"""

from collections.abc import Mapping, Sequence

import highspy

from casedesk.disclosure.figures import Figure
from casedesk.disclosure.refusals import Reason
from casedesk.disclosure.rules import Rule
from casedesk.disclosure.solver import solver
from casedesk.disclosure.stopping import stop_here

_REFUSALS: dict[object, Reason] = {
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnboundedOrInfeasible: "infeasible",
    highspy.HighsModelStatus.kTimeLimit: "time",
}


def least_error_rounding(
    truth: Mapping[Figure, int],
    rules: Sequence[Rule],
    *,
    base: int,
    time_limit: float,
    fixed: Mapping[Figure, int],
    least: Mapping[Figure, int],
) -> dict[Figure, int] | Reason:
    """Return the rounding with the least total error, or the reason why there is none.

    The answer is the solver's word only: verify it. Same arguments, same answer; the best
    rounding found when time runs out would depend on the machine, so it is not used.
    """
    rounded = {name: count - count % base for name, count in truth.items()}
    if any(not _beside(fixed[name], truth[name], base) for name in fixed.keys() & truth.keys()):
        return "infeasible"
    if any(least[name] > truth[name] for name in least.keys() & truth.keys()):
        return "infeasible"
    movable = [name for name, count in truth.items() if count % base]
    if not movable:
        return rounded
    highs = solver(time_limit)
    model = _model(truth, rules, movable, base)
    ups = {name: float(fixed[name] > truth[name]) for name in movable if name in fixed}
    model.col_lower_ = [
        ups.get(name, float(least.get(name, 0) > rounded[name])) for name in movable
    ]
    model.col_upper_ = [ups.get(name, 1.0) for name in movable]
    highs.passModel(model)
    stop_here()
    highs.run()
    status = highs.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        return _REFUSALS.get(status, "unverified")
    for name, up in zip(movable, highs.getSolution().col_value, strict=True):
        rounded[name] += base * round(up)
    return rounded


def _beside(rounded: int, true: int, base: int) -> bool:
    return rounded % base == 0 and abs(rounded - true) < base


def _model(
    truth: Mapping[Figure, int], rules: Sequence[Rule], movable: Sequence[Figure], base: int
) -> highspy.HighsLp:
    """Return the programme: one binary column per movable figure, 1 if it is rounded up."""
    column = {name: place for place, name in enumerate(movable)}
    model = highspy.HighsLp()
    model.num_col_ = len(movable)
    # Rounding down errs by the remainder, up by what is missing: the cost is the difference.
    model.col_cost_ = [base - 2 * (truth[name] % base) for name in movable]
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(movable)
    _add_rows(model, truth, rules, column, base)
    return model


def _add_rows(
    model: highspy.HighsLp,
    truth: Mapping[Figure, int],
    rules: Sequence[Rule],
    column: Mapping[Figure, int],
    base: int,
) -> None:
    """Add one sparse row per rule, counted in multiples of the base above rounding down."""
    lower: list[float] = []
    upper: list[float] = []
    starts, columns, factors = [0], list[int](), list[float]()
    for whole, parts in rules:
        terms = [(whole, 1.0), *((part, -1.0) for part in parts)]
        moving = [(column[name], factor) for name, factor in terms if name in column]
        if not moving:
            continue
        difference = truth[whole] - sum(truth[part] for part in parts)
        already = truth[whole] // base - sum(truth[part] // base for part in parts)
        lower.append(difference // base - already)
        upper.append(-(-difference // base) - already)
        columns += [place for place, _ in moving]
        factors += [factor for _, factor in moving]
        starts.append(len(columns))
    model.num_row_ = len(lower)
    model.row_lower_, model.row_upper_ = lower, upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_, model.a_matrix_.num_row_ = model.num_col_, model.num_row_
    model.a_matrix_.start_, model.a_matrix_.index_ = starts, columns
    model.a_matrix_.value_ = factors
