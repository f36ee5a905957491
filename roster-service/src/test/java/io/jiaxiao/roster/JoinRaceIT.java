package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.JoinTest;
import io.jiaxiao.testkit.together.Together;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several people at the same class at the same moment: each gets a clear answer, and the class is right. */
class JoinRaceIT extends JoinTest {

    @Test
    void twoParentsForTheLastSeat_exactlyOneJoins() {
        door("AUTO", 1);
        String code = code();
        List<Answer> answers =
                eachParentOnce(2, parent -> bring(parent, code, "南乔一诺", "N" + Math.abs(parent.hashCode())));
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
        assertThat(only(answers, 409).text("code")).isEqualTo("CLASS_FULL");
        assertThat(size(classId)).isEqualTo(1);
        assertThat(students()).isEqualTo(1);
    }

    @Test
    void tenParentsForThreeSeats_threeJoin() {
        door("AUTO", 3);
        String code = code();
        var number = new AtomicInteger();
        List<Answer> answers =
                eachParentOnce(10, parent -> bring(parent, code, "南乔一诺", "N" + number.incrementAndGet()));
        assertThat(answers)
                .extracting(Answer::status)
                .filteredOn(status -> status == 201)
                .hasSize(3);
        assertThat(answers)
                .extracting(Answer::status)
                .filteredOn(status -> status == 409)
                .hasSize(7);
        assertThat(size(classId)).isEqualTo(3);
    }

    @Test
    void theTeacherApprovesTwoForTheLastSeatAtOnce_oneGetsIn_andTheOtherWaitsOn() {
        String code = code();
        var requests = new ConcurrentLinkedQueue<>(List.of(
                bring(aParent(), code, "南乔一诺").expect(201).text("requestId"),
                bring(aParent(), code, "白榆望舒").expect(201).text("requestId")));
        door("APPROVAL", 1);
        List<Answer> answers = Together.atOnce(2, _ -> approve(requests.remove()));
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(size(classId)).isEqualTo(1);
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void fatherAndMotherBringTheSameChildAtOnce_itIsOneChild_andTheTeacherMakesTheSecondItsGuardian() {
        door("AUTO", 60);
        String code = code();
        List<Answer> answers = eachParentOnce(2, parent -> bring(parent, code, "南乔一诺", "S9"));
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(answer -> answer.text("state")).containsExactlyInAnyOrder("JOINED", "PENDING");
        String pending = waiting().getFirst().required("id").asString();
        String child = approve(pending).expect(200).text("childId");
        assertThat(students()).isEqualTo(1);
        assertThat(size(classId)).isEqualTo(1);
        assertThat(guardians(child)).isEqualTo(2);
    }

    @Test
    void bothParentsRequestsApprovedAtOnce_makeOneChildWithTwoGuardians() {
        String code = code();
        var requests = new ConcurrentLinkedQueue<>(List.of(
                bring(aParent(), code, "南乔一诺", "S9").expect(201).text("requestId"),
                bring(aParent(), code, "南乔一诺", "S9").expect(201).text("requestId")));
        List<Answer> answers = Together.atOnce(2, _ -> approve(requests.remove()));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.text("childId"))
                .containsOnly(answers.getFirst().text("childId"));
        assertThat(students()).isEqualTo(1);
        assertThat(guardians(answers.getFirst().text("childId"))).isEqualTo(2);
    }

    @Test
    void oneNumberBroughtToTwoClassesAtOnce_isOneChildInOneClass() {
        String operator = operatorOf(schoolId);
        setDoor(operator, classId, "AUTO", 60).expect(200);
        setDoor(operator, otherClassId, "AUTO", 60).expect(200);
        String path = "/admin/v1/roster/classes/" + otherClassId + "/join-codes";
        var codes = new ConcurrentLinkedQueue<>(List.of(
                code(), http().post(path, Map.of(), operator).expect(201).text("code")));
        List<Answer> answers = eachParentOnce(2, parent -> bring(parent, codes.remove(), "南乔一诺", "S9"));
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
        assertThat(only(answers, 409).text("code")).isEqualTo("CHILD_IN_OTHER_CLASS");
        assertThat(students()).isEqualTo(1);
        assertThat(size(classId) + size(otherClassId)).isEqualTo(1);
    }

    @Test
    void aCodeTakenBackWhileThePageIsOpen_letsInWhoCameBefore_andNobodyAfter() {
        door("AUTO", 60);
        Answer made = makeCode(teacher, classId);
        String code = made.text("code");
        scan(code).expect(200);
        String revocations = "/api/v1/classes/" + classId + "/join-codes/" + made.text("id") + "/revocations";
        var turn = new AtomicInteger();
        String parent = aParent();
        List<Answer> answers = Together.atOnce(
                2,
                _ -> turn.getAndIncrement() == 0
                        ? http().post(revocations, Map.of(), teacher)
                        : bring(parent, code, "南乔一诺"));
        Answer joined = answers.stream()
                .filter(answer -> !answer.body().contains("\"version\""))
                .findFirst()
                .orElseThrow();
        assertThat(joined.status()).isIn(201, 422);
        assertThat(size(classId)).isEqualTo(joined.status() == 201 ? 1 : 0);
        if (joined.status() == 422) {
            assertThat(joined.text("code")).isEqualTo("JOIN_CODE_REVOKED");
        }
        assertThat(bring(aParent(), code, "白榆望舒").expect(422).text("code")).isEqualTo("JOIN_CODE_REVOKED");
    }

    @Test
    void aCodeTakenBackWhileSomebodyWaitsForTheClass_letsThemIn_noMore() {
        door("AUTO", 60);
        String code = code();
        String parent = aParent();
        var transaction =
                new TransactionTemplate(new JdbcTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
        var joining = new AtomicReference<CompletableFuture<Answer>>();
        transaction.executeWithoutResult(status -> {
            jdbc.queryForList("SELECT class_id FROM class_joining WHERE class_id = ? FOR UPDATE", classId);
            joining.set(CompletableFuture.supplyAsync(() -> bring(parent, code, "南乔一诺")));
            await().until(() -> count("SELECT COUNT(*) FROM information_schema.processlist WHERE id <> CONNECTION_ID()"
                            + " AND db = DATABASE() AND command = 'Query' AND time_ms > 100")
                    > 0);
            jdbc.update("UPDATE join_code SET revoked_at = NOW(3), revoked_by = 'test' WHERE class_id = ?", classId);
        });
        assertThat(joining.get().join().expect(422).text("code")).isEqualTo("JOIN_CODE_REVOKED");
        assertThat(size(classId)).isZero();
    }

    @Test
    void approvedAndRejectedAtOnce_itIsOneOfThem_andTheOtherIsTold() {
        String request = bring(aParent(), code(), "南乔一诺").expect(201).text("requestId");
        var turn = new AtomicInteger();
        List<Answer> answers =
                Together.atOnce(2, _ -> turn.getAndIncrement() == 0 ? approve(request) : reject(request));
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(only(answers, 409).text("code")).isEqualTo("JOIN_REQUEST_DECIDED");
        assertThat(size(classId)).isEqualTo(only(answers, 200).text("state").equals("JOINED") ? 1 : 0);
    }

    @Test
    void withdrawnAndApprovedAtOnce_itIsOneOfThem() {
        String parent = aParent();
        String request = bring(parent, code(), "南乔一诺").expect(201).text("requestId");
        var turn = new AtomicInteger();
        List<Answer> answers = Together.atOnce(
                2,
                _ -> turn.getAndIncrement() == 0
                        ? approve(request)
                        : http().post("/api/v1/join-requests/" + request + "/withdrawals", Map.of(), parent));
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(size(classId)).isEqualTo(only(answers, 200).text("state").equals("JOINED") ? 1 : 0);
    }

    @Test
    void eightCopiesOfOneCommand_areOneChild_andEachGetsItsAnswerOrIsToldToWait() {
        door("AUTO", 60);
        String parent = aParent();
        String code = code();
        String key = UUID.randomUUID().toString();
        List<Answer> answers = Together.atOnce(8, _ -> ask(parent, wish(code, "南乔一诺", null), key));
        assertThat(answers).extracting(Answer::status).contains(201).containsAnyOf(201, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.text("code")).isEqualTo("IDEMPOTENCY_IN_PROGRESS"));
        assertThat(students()).isEqualTo(1);
        assertThat(size(classId)).isEqualTo(1);
        assertThat(ask(parent, wish(code, "南乔一诺", null), key).expect(201).text("childId"))
                .isEqualTo(only(
                                answers.stream()
                                        .filter(answer -> answer.status() == 201)
                                        .limit(1)
                                        .toList(),
                                201)
                        .text("childId"));
    }

    @Test
    void oneParentAsksEightTimesWithEightKeys_itIsOneChild() {
        door("AUTO", 60);
        String parent = aParent();
        String code = code();
        List<Answer> answers = Together.atOnce(8, _ -> bring(parent, code, "南乔一诺"));
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.text("childId"))
                .containsOnly(answers.getFirst().text("childId"));
        assertThat(students()).isEqualTo(1);
        assertThat(count(
                        "SELECT COUNT(*) FROM guardianship WHERE guardian_id = ?",
                        Long.valueOf(Forged.read(parent).getSubject())))
                .isEqualTo(1);
    }

    @Test
    void aChildMovedByTwoOperatorsAtOnce_isInOneClass() {
        door("AUTO", 60);
        String child = bring(aParent(), code(), "南乔一诺").expect(201).text("childId");
        String operator = operatorOf(schoolId);
        String today = jdbc.queryForObject(
                "SELECT from_date FROM enrolment WHERE active_student = ?", String.class, Long.valueOf(child));
        Map<String, Object> order =
                Map.of("classId", Long.toString(otherClassId), "on", String.valueOf(today), "reason", "分班调整");
        List<Answer> answers = Together.atOnce(
                4, _ -> http().post("/admin/v1/roster/children/" + child + "/transfers", order, operator));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(size(classId)).isZero();
        assertThat(size(otherClassId)).isEqualTo(1);
        assertThat(count("SELECT COUNT(*) FROM enrolment WHERE student_id = ?", Long.valueOf(child)))
                .isEqualTo(2);
    }

    /** What a parent does. */
    private interface Deed {
        Answer by(String parent);
    }

    private List<Answer> eachParentOnce(int parents, Deed deed) {
        var queue = new ConcurrentLinkedQueue<>(
                IntStream.range(0, parents).mapToObj(i -> aParent()).toList());
        return Together.atOnce(parents, _ -> deed.by(queue.remove()));
    }

    private static Answer only(List<Answer> answers, int status) {
        return answers.stream()
                .filter(answer -> answer.status() == status)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody got " + status));
    }
}
