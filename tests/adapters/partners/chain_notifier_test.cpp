#include "adapters/partners/chain_notifier.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/partners/told.hpp"
#include "tests/adapters/partners/telling.hpp"

using namespace vertrek;
using namespace vertrek::partners;
using namespace vertrek::partners::telling;
using K = EventKind;
using P = Partner;
using fr::Recorded;

namespace {

std::string const order =
    R"({"grounds":["3b","4c"],"grounds_reasons":"onttrekking","lighter_means_reasons":"geen adres",)"
    R"("removal_prospect":true,"signed":true,"copy_handed_over":true,"place":"police_cell"})";
std::string const illness = R"({"kind":"medical","until":"2026-03-01"})";

/// The states of a case on which telling can depend.
std::vector<fr::CaseFile> states() {
  auto ended = helped(Consent::given);
  ended.positions.move(fr::RegionId::support, static_cast<std::uint8_t>(fr::Support::none));
  std::vector<fr::CaseFile> files{fr::CaseFile{}, helped(Consent::given), helped(Consent::withheld),
                                  ended};
  std::vector<Recorded> one_of_each;
  for (auto const& event : fr::vocabulary()) one_of_each.push_back({event.kind, P::ind});
  for (auto& file : files) file.recorded = recorded(one_of_each).recorded;
  return files;
}

std::string correcting(std::size_t sequence, std::string const& set) {
  return R"({"corrects":)" + std::to_string(sequence) + R"(,"set":)" + set +
         R"(,"reason":"why it was wrong"})";
}

std::set<P> hearers(Told const& told) {
  std::set<P> partners;
  for (auto const& [partner, data] : told) partners.insert(partner);
  return partners;
}

}  // namespace

TEST_CASE("no message leaves for an event and a partner that are not in the table", "[partners]") {
  std::set<std::pair<K, P>> in_table;
  for (auto const& row : told_rows())
    for (auto const kind : row.events)
      for (auto const partner : fr::all_partners())
        if (row.to.has(partner)) in_table.emplace(kind, partner);

  std::vector<std::string> const samples{"{}",
                                         "no JSON",
                                         illness,
                                         R"({"kind":"criminal_case"})",
                                         order,
                                         R"({"rule":"detention-hearing","due":"2026-01-01"})",
                                         R"({"able":true,"withdrawn":false})"};
  for (auto const& file : states())
    for (auto const& spec : fr::vocabulary())
      for (auto const by : fr::all_partners())
        for (auto const& data : samples) {
          auto const messages = ChainNotifier{}.messages(event(spec.kind, by, data), file);
          std::set<P> told;
          for (auto const& message : messages) {
            auto const to = fr::partner_named(message.to.str());
            REQUIRE(to.has_value());
            INFO(spec.name << " by " << fr::name(by) << " to " << message.to.str() << ": " << data);
            REQUIRE(in_table.contains({spec.kind, *to}));
            REQUIRE(*to != by);
            REQUIRE(told.insert(*to).second);
          }
        }
}

TEST_CASE("a correction leaves for nobody who cannot be told of the event that it corrects",
          "[partners]") {
  for (auto const& file : states())
    for (std::size_t i = 0; i < file.recorded.size(); ++i)
      for (std::string const set : {R"({"kind":"medical"})", R"({"kind":"other"})",
                                    R"({"occurred_at":"2026-01-01T00:00:00Z"})",
                                    R"({"reason":"x","until":"2026-01-01"})"}) {
        auto const target = file.recorded[i].kind;
        if (target == K::record_corrected) continue;
        for (auto const partner :
             hearers(told(K::record_corrected, P::ind, correcting(i + 1, set), file))) {
          INFO(fr::spec(target).name << " to " << fr::name(partner) << ": " << set);
          auto const addressees = told_of(target);
          REQUIRE(std::any_of(addressees.begin(), addressees.end(),
                              [&](Addressee const& a) { return a.partner == partner; }));
        }
      }
}

TEST_CASE("who recorded an event is not told of it", "[partners]") {
  CHECK_FALSE(told(K::residence_ended, P::ind).contains(P::ind));
  CHECK(told(K::residence_ended, P::ind).contains(P::avim));
  CHECK_FALSE(told(K::impediment_raised, P::dji, illness).contains(P::dji));
  CHECK_FALSE(told(K::objection_lodged, P::counsel).contains(P::counsel));
  auto const file = recorded({{K::residence_ended, P::ind}});
  CHECK_FALSE(
      told(K::record_corrected, P::ind, correcting(1, R"({"facts":"x"})"), file).contains(P::ind));
}

TEST_CASE("an event that the vocabulary does not know is told to nobody", "[partners]") {
  auto unknown = event(K::case_opened, P::ind);
  unknown.type = EventType{"detention.forgotten"};
  CHECK(ChainNotifier{}.messages(unknown, fr::CaseFile{}).empty());
}

TEST_CASE("a medical impediment is told as no more than a partner's task needs",
          "[partners][AVG 9]") {
  Told const raised{{P::ind, R"({"fit":false})"},
                    {P::avim, R"({"fit":false})"},
                    {P::dtenv, R"({"fit":false})"},
                    {P::counsel, std::string(everything)}};
  CHECK(told(K::impediment_raised, P::dji, illness) == raised);
  Told const lifted{{P::ind, R"({"fit":true})"},
                    {P::avim, R"({"fit":true})"},
                    {P::dji, R"({"care_needed":false})"},
                    {P::counsel, std::string(everything)}};
  CHECK(told(K::impediment_lifted, P::dtenv, illness) == lifted);
  CHECK(told(K::impediment_raised, P::counsel, illness).at(P::dji) == R"({"care_needed":true})");
}

TEST_CASE("an impediment of another kind is told to those who run the case and counsel only",
          "[partners]") {
  for (auto const kind : {K::impediment_raised, K::impediment_lifted})
    for (std::string const data : {R"({"kind":"criminal_case"})", R"({"kind":"interim_order"})",
                                   R"({"kind":"criminal_detention"})", R"({"kind":"other"})"}) {
      Told const expected{{P::avim, std::string(everything)},
                          {P::dtenv, std::string(everything)},
                          {P::counsel, std::string(everything)}};
      CHECK(told(kind, P::ind, data) == expected);
    }
}

TEST_CASE("an impediment that cannot be read is treated as a medical one", "[partners]") {
  for (std::string const data : {"", "{", "[]", "{}", R"({"kind":7})"})
    CHECK(told(K::impediment_raised, P::ind, data).at(P::dtenv) == R"({"fit":false})");
}

TEST_CASE("the facility, the municipality and support hear nothing but these fields",
          "[partners][AVG 5]") {
  using Fields = std::map<std::string_view, std::set<std::string>>;
  std::map<P, Fields> const allowed{
      {P::dji,
       {{"detention.imposed", {"place"}},
        {"detention.placed", {"facility"}},
        {"detention.extended", {"until"}},
        {"removal.planned", {"date", "mode"}},
        {"impediment.raised", {"care_needed"}},
        {"impediment.lifted", {"care_needed"}}}},
      {P::municipality,
       {{"chain_meeting.discussed", {"municipality", "approach"}},
        {"shelter.placed", {"municipality"}},
        {"shelter.ended", {"outcome"}},
        {"departure.assistance_started", {"organisation"}},
        {"departure.assistance_ended", {"outcome"}}}},
      {P::support,
       {{"departure.willingness_declared", {"able", "withdrawn"}},
        {"departure.assistance_started", {"organisation", "consent"}},
        {"departure.assistance_ended", {"outcome"}}}},
  };
  for (auto const& file : states())
    for (auto const& spec : fr::vocabulary()) {
      auto const data = every_field(spec.kind);
      for (auto const& [partner, part] : told(spec.kind, P::engine, data, file)) {
        auto const limits = allowed.find(partner);
        if (limits == allowed.end() || spec.kind == K::record_corrected) continue;
        auto const fields = limits->second.find(spec.name);
        auto const told_fields = nlohmann::json::parse(part == everything ? data : part);
        for (auto const& [field, value] : told_fields.items()) {
          INFO(spec.name << " to " << fr::name(partner) << ": " << field);
          REQUIRE(fields != limits->second.end());
          CHECK(fields->second.contains(field));
        }
      }
    }
}

TEST_CASE(
    "the order of detention goes whole to the court and counsel, and without its grounds to the "
    "facility",
    "[partners]") {
  auto const hears = told(K::detention_imposed, P::avim, order);
  CHECK(hears.at(P::court) == everything);
  CHECK(hears.at(P::counsel) == everything);
  CHECK(hears.at(P::kmar) == everything);
  CHECK(hears.at(P::dji) == R"({"place":"police_cell"})");
  CHECK_FALSE(hears.contains(P::municipality));
  CHECK_FALSE(hears.contains(P::support));
}

TEST_CASE("of a planned removal the facility hears day and mode, and the court the day",
          "[partners]") {
  auto const hears = told(K::removal_planned, P::dtenv, R"({"mode":"air","date":"2026-03-01"})");
  CHECK(hears.at(P::dji) == R"({"date":"2026-03-01","mode":"air"})");
  CHECK(hears.at(P::court) == R"({"date":"2026-03-01"})");
  CHECK(told(K::removal_planned, P::dtenv, R"({"date":"2026-03-01"})").at(P::dji) ==
        R"({"date":"2026-03-01"})");
}

TEST_CASE("support hears nothing without consent, nor when no assistance runs",
          "[partners][AVG 6]") {
  auto given_before = helped(Consent::given);
  given_before.positions.move(fr::RegionId::support, static_cast<std::uint8_t>(fr::Support::none));
  for (auto const& spec : fr::vocabulary())
    for (auto const& file :
         {fr::CaseFile{}, helped(Consent::withheld), recorded({{spec.kind, P::ind}})}) {
      INFO(spec.name);
      CHECK_FALSE(told(spec.kind, P::dtenv, every_field(spec.kind), file).contains(P::support));
      CHECK_FALSE(told(K::record_corrected, P::ind,
                       correcting(1, R"({"able":false,"occurred_at":"2026-01-01T00:00:00Z"})"),
                       file)
                      .contains(P::support));
    }
  CHECK_FALSE(
      told(K::departure_willingness_declared, P::dtenv, "{}", given_before).contains(P::support));
  CHECK_FALSE(told(K::departure_confirmed, P::dtenv, "{}", given_before).contains(P::support));

  CHECK(told(K::departure_willingness_declared, P::dtenv, "{}", helped(Consent::given))
            .at(P::support) == everything);
  CHECK(told(K::departure_confirmed, P::dtenv, R"({"evidence":"ticket"})", helped(Consent::given))
            .at(P::support) == "{}");
  // Consent that is being corrected is no consent, whatever the case says until it is folded anew.
  auto corrected = helped(Consent::given);
  corrected.recorded = recorded({{K::departure_assistance_started, P::dtenv}}).recorded;
  CHECK_FALSE(told(K::record_corrected, P::dtenv, correcting(1, R"({"consent":false})"), corrected)
                  .contains(P::support));
  // Its own assistance has just ended: that it must hear.
  CHECK(told(K::departure_assistance_ended, P::dtenv, "{}", given_before).at(P::support) ==
        everything);
}

TEST_CASE("a note stays with who wrote it, and so does its correction", "[partners]") {
  auto const file = recorded({{K::note_added, P::dtenv}});
  for (auto const by : fr::all_partners())
    CHECK(told(K::note_added, by, R"({"text":"intern"})", file).empty());
  CHECK(told(K::record_corrected, P::dtenv, correcting(1, R"({"text":"anders"})"), file).empty());
  CHECK_FALSE(told(K::chain_meeting_discussed, P::municipality).contains(P::counsel));
}

TEST_CASE("a breach is told to whom the deadline binds, to counsel and to DTenV", "[partners]") {
  auto const breach = [](std::string const& rule) {
    return hearers(
        told(K::deadline_breached, P::engine, R"({"rule":")" + rule + R"(","due":"2026-01-01"})"));
  };
  CHECK(breach("detention-hearing") == std::set{P::court, P::counsel, P::dtenv});
  CHECK(breach("hold-six-hours") == std::set{P::avim, P::kmar, P::counsel, P::dtenv});
  CHECK(breach("objection-decision") == std::set{P::ind, P::counsel, P::dtenv});
  CHECK(breach("detention-court-notice") == std::set{P::ind, P::counsel, P::dtenv});
  CHECK(breach("a-rule-of-later") == std::set{P::counsel, P::dtenv});
  CHECK(hearers(told(K::departure_term_elapsed, P::engine)) ==
        std::set{P::ind, P::avim, P::dtenv, P::counsel});
}

TEST_CASE("a correction tells what the event told, and gives its reason only to who must act on it",
          "[partners]") {
  auto const file = recorded({{K::detention_imposed, P::avim}, {K::residence_ended, P::ind}});
  auto const grounds =
      told(K::record_corrected, P::avim, correcting(1, R"({"grounds":["3a","4d"]})"), file);
  CHECK(grounds.at(P::counsel) == everything);
  CHECK(grounds.at(P::court) == R"({"corrects":1,"set":{"grounds":["3a","4d"]}})");
  CHECK_FALSE(grounds.contains(P::dji));
  auto const place = told(K::record_corrected, P::avim,
                          correcting(1, R"({"grounds":["3a"],"place":"detention_centre"})"), file);
  CHECK(place.at(P::dji) == R"({"corrects":1,"set":{"place":"detention_centre"}})");
  CHECK_FALSE(told(K::record_corrected, P::ind, correcting(2, R"({"facts":"x"})"), file)
                  .contains(P::municipality));
  CHECK(told(K::record_corrected, P::ind,
             correcting(2, R"({"facts":"x","occurred_at":"2026-01-02T00:00:00Z"})"), file)
            .at(P::municipality) ==
        R"({"corrects":2,"set":{"occurred_at":"2026-01-02T00:00:00Z"}})");
}

TEST_CASE("a correction of an impediment tells nothing medical beyond fit and care",
          "[partners][AVG 9]") {
  auto const file = recorded({{K::impediment_raised, P::dji}, {K::impediment_raised, P::counsel}});
  auto const medical = told(K::record_corrected, P::counsel,
                            correcting(2, R"({"kind":"medical","until":"2026-05-01"})"), file);
  CHECK(medical.at(P::dtenv) == R"({"corrects":2,"set":{"fit":false}})");
  CHECK(medical.at(P::dji) == R"({"corrects":2,"set":{"care_needed":true}})");
  auto const later =
      told(K::record_corrected, P::dji, correcting(1, R"({"until":"2026-05-01"})"), file);
  CHECK(later.at(P::dtenv) == R"({"corrects":1,"set":{}})");
  CHECK(later.at(P::counsel) == everything);
  CHECK(told(K::record_corrected, P::counsel, correcting(2, R"({"until":"2026-05-01"})"), file)
            .count(P::dji) == 0);
  auto const other =
      told(K::record_corrected, P::counsel, correcting(2, R"({"kind":"other"})"), file);
  CHECK(other.at(P::ind) == R"({"corrects":2,"set":{}})");
  CHECK(other.at(P::dji) == R"({"corrects":2,"set":{}})");
}

TEST_CASE("a correction of an event that cannot be known tells no new values", "[partners]") {
  auto const file = recorded({{K::case_opened, P::ind}, {K::record_corrected, P::ind}});
  for (std::size_t const number : {std::size_t{2}, std::size_t{99}}) {
    auto const fact = R"({"corrects":)" + std::to_string(number) + R"(,"set":{}})";
    CHECK(told(K::record_corrected, P::ind, correcting(number, R"({"text":"x"})"), file) ==
          Told{{P::avim, fact}, {P::dtenv, fact}, {P::counsel, fact}});
  }
}

TEST_CASE("text in any script is told as it was recorded", "[partners]") {
  auto const hears =
      told(K::detention_placed, P::avim, R"({"facility":"Zażółć 北京 \u202Eمركز\u202C \"x\" 😀"})");
  auto const facility = nlohmann::json::parse(hears.at(P::dji)).at("facility").get<std::string>();
  CHECK(facility == "Zażółć 北京 \u202Eمركز\u202C \"x\" 😀");
}
