"""Why a report is not made, with the ways out that the command line has."""

from casedesk.i18n import N_, _
from casedesk.reports.refusals import NoRoomLeft, NothingInPeriod, OfPeriod, PolicyFixed


class FewPersons(OfPeriod):
    """A month of a small shelter would be published without anybody having said so."""

    msgid = N_("Fewer than 50 persons entered in {period}, so it was not published.")
    advice = N_(
        "Publish it as part of a quarter: casedesk report quarterly. To publish the month by "
        "itself all the same: --yes."
    )
    exit_code = 15


class NobodyCame(OfPeriod):
    """A period of which nothing is on file would be published without anybody having said so."""

    msgid = NothingInPeriod.msgid
    advice = N_(
        "It was not published. Choose another period, or bring in what is missing first; if nobody "
        "came, say so: --nobody-came."
    )
    exit_code = NothingInPeriod.exit_code


class NoRoomHere(OfPeriod):
    """What was published of a period leaves no room, with the ways that the command line has."""

    msgid = NoRoomLeft.msgid
    advice = N_(
        "No file was written. Now you can leave tables out (--tables), or add up what was "
        "published of a longer period (--sum). Next time publish the parts of a period together: "
        "--beside."
    )
    exit_code = NoRoomLeft.exit_code


class PolicyUsed(PolicyFixed):
    """The same, with the options that ask for what the year's first report used."""

    advice = N_(
        "That stays the same for a year, because two ways could be subtracted from each other. The "
        "year's first report used: {used} ({options}). Leave the options away to get the same."
    )
    exit_code = 15

    def what_to_do(self) -> str:
        """What the first report used, in words and as options."""
        policy = self.policy
        options = [f"--mode {policy.mode}"]
        if policy.coarse:
            options.append(f"--coarse {','.join(policy.coarse)}")
        if policy.insiders:
            options.append(f"--insiders {policy.insiders}")
        return _(self.advice).format(used=self.used(), options=" ".join(options))
