"""Both exports by validators that are not ours: FHIR by the R4 JSON schema and by `fhirkit`,
NEMSIS by its XSD. Each validator is shown a fault too, or its silence would say nothing."""

import copy
import gzip
import json
import os
import pathlib
import time

import fhirkit
import jsonschema
import pytest
from conftest import STORY
from lxml import etree

SCHEMAS = pathlib.Path(os.environ.get("SPOTTER_SCHEMAS", "../shared/schemas"))
NEMSIS = "{http://www.nemsis.org}"
R4 = SCHEMAS / "fhir-r4" / "fhir.schema.r4-4.0.json.gz"
XSD = SCHEMAS / "nemsis-3.5.1"


def problems(bundle):
    """What fhirkit says against a Bundle."""
    return [str(issue) for issue in fhirkit.validate(bundle) if "error" in str(issue).lower()]


@pytest.fixture(scope="session")
def r4():
    if not R4.exists():
        pytest.skip(f"SPOTTER_SCHEMAS: no {R4}")
    schema = json.loads(gzip.decompress(R4.read_bytes()))
    assert schema["id" if "id" in schema else "$id"].endswith("/4.0")
    return jsonschema.Draft6Validator(schema)


@pytest.fixture(scope="session")
def nemsis():
    if not XSD.exists():
        pytest.skip(f"SPOTTER_SCHEMAS: no {XSD}")
    schema = etree.XMLSchema(etree.parse(str(XSD / "XSD" / "EMSDataSet_v3.xsd")))

    def check(person):
        """A whole report of the standard's sample, its three sections replaced by ours."""
        sample = etree.parse(str(XSD / "sample-EMSDataset-NoRepeat-1.xml"))
        for section in person:
            place = sample.find(f".//{section.tag}")
            place.getparent().replace(place, copy.deepcopy(section))
        schema.validate(etree.fromstring(etree.tostring(sample)))
        return [str(error) for error in schema.error_log]

    return check


@pytest.fixture(scope="session")
def bundles(site):
    code, out, error = site.command("incident", site.incident, "--format", "fhir")
    assert code == 0, error
    return [json.loads((STORY / "response.fhir.json").read_text()), json.loads(out)]


@pytest.fixture(scope="session")
def people(site):
    code, out, error = site.command("incident", site.incident, "--format", "nemsis")
    assert code == 0, error
    files = [(STORY / "response.nemsis.xml").read_bytes(), out.encode()]
    found = [person for file in files for person in etree.fromstring(file)]
    assert len(found) == 2
    return found


def test_fhir_by_the_r4_schema(r4, bundles):
    for bundle in bundles:
        assert [error.message[:200] for error in r4.iter_errors(bundle)] == []
        wrong = copy.deepcopy(bundle)
        wrong["type"] = "heap"
        assert not r4.is_valid(wrong)


def test_fhir_by_fhirkit(bundles):
    for bundle in bundles:
        assert problems(bundle) == []
        for entry in copy.deepcopy(bundle)["entry"]:
            if entry["resource"]["resourceType"] == "MedicationAdministration":
                del entry["resource"]["status"]
                assert problems(entry["resource"]) != []


def test_nemsis_by_its_xsd(nemsis, people):
    for person in people:
        assert nemsis(person) == []
        wrong = copy.deepcopy(person)
        wrong.find(f".//{NEMSIS}eVitals.01").text = "2026-11-22T14:00:00"
        assert nemsis(wrong) != []


def test_the_dose_arrives(bundles, people):
    for bundle in bundles:
        doses = [
            entry["resource"]["dosage"]["dose"] for entry in bundle["entry"]
            if "dose" in entry["resource"].get("dosage", {})]
        assert [(dose["value"], dose["code"]) for dose in doses] == [(0.4, "mg")]
    for person in people:
        groups = person.findall(f".//{NEMSIS}eMedications.DosageGroup")
        amounts = [[part.text for part in group] for group in groups]
        assert ["0.4", "3706021"] in amounts


def test_a_period(site):
    day = time.strftime("%Y-%m-%d")
    for form in ["fhir", "nemsis"]:
        code, out, error = site.command("export", form, day, day)
        assert code == 0, error
        assert out == site.command("incident", site.incident, "--format", form)[1]
    code, _, error = site.command("export", "fhir", "2001-01-01", "2001-01-02")
    assert code == 1 and "no response" in error
    assert site.command("export", "fhir", "today", "tomorrow")[0] == 64
