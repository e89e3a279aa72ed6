"""The stick in Firefox, whose rules for files on a disk are the strictest, with the network cut."""

from __future__ import annotations

from pathlib import Path

from browser.firefox import Firefox


def test_the_rules_are_those_that_readers_have(window: Firefox, stick: Path) -> None:
    """Else all below proves nothing: a file must not be able to read its neighbour."""
    window.open((stick / "index.html").as_uri())
    script = "fetch('about.html').then(() => 'read', () => 'refused')"
    assert window.run(script) == "refused"


def test_from_the_start_page_to_a_case(reader: Firefox, stick: Path) -> None:
    reader.open((stick / "START.html").as_uri())
    assert "days ago" in str(reader.until("document.getElementById('copy-age').textContent")) or (
        "today" in str(reader.run("document.getElementById('copy-age').textContent"))
        or "one day ago" in str(reader.run("document.getElementById('copy-age').textContent"))
    )
    reader.follow("a", "Open the repository")
    reader.follow(".d-nav a", "Countries")
    reader.follow("main a", "Antarctica")
    reader.follow("main a", "Station Computer Offences Act 2019")
    reader.follow("main a", "s 1")
    reader.follow("#s1 a", "Station Authority v Fram")
    heading = "document.querySelector('h1').textContent"
    assert reader.run(heading) == "Station Authority v Fram"


def test_search_limits_and_downloads(reader: Firefox, stick: Path) -> None:
    reader.open((stick / "search.html").as_uri() + "?q=station")
    state = "document.getElementById('search-status').dataset"
    reader.until(f"{state}.state === 'done'")
    everything = int(str(reader.run(f"{state}.total")))
    reader.open((stick / "search.html").as_uri() + "?q=station&kind=Case")
    reader.until(f"{state}.state === 'done'")
    assert 0 < int(str(reader.run(f"{state}.total"))) < everything
    reader.run("document.getElementById('search-narrow').open = true")
    reader.until("document.querySelector('#search-facets details')")
    reader.open((stick / "downloads.html").as_uri())
    links = "[...document.querySelectorAll('main a')].map(a => a.getAttribute('href')).join(' ')"
    files = [each for each in str(reader.run(links)).split() if ":" not in each and "#" not in each]
    assert len(files) > 20
    assert all((stick / each).is_file() for each in files)


def test_changes_since_a_date(reader: Firefox, stick: Path) -> None:
    reader.open((stick / "changes.html").as_uri() + "?since=2026-11-22")
    assert "added" in str(reader.until("document.getElementById('changes-sum').textContent"))
    hidden = "[...document.querySelectorAll('[data-day]')].filter(d => d.hidden).map(d => d.dataset.day).join(' ')"
    assert "2026-11-21" in str(reader.run(hidden))
    assert "2026-11-24" not in str(reader.run(hidden))
