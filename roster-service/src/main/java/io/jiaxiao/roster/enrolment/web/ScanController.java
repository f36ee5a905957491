package io.jiaxiao.roster.enrolment.web;

import io.jiaxiao.roster.enrolment.JoinCodes;
import io.jiaxiao.roster.enrolment.ScanJoinCode;
import io.jiaxiao.roster.enrolment.domain.JoinMode;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.OrgUnit;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a scanned code shows to whoever holds the phone. Open to all, so it names no person. */
@RestController
@RequestMapping(ScanController.PATH)
class ScanController {

    static final String PATH = "/public/v1/join-codes";

    private final ScanJoinCode scan;
    private final JoinCodes codes;

    ScanController(ScanJoinCode scan, JoinCodes codes) {
        this.scan = scan;
        this.codes = codes;
    }

    /** @param full as it is now; a seat may be gone, or free again, a moment later */
    record ScanResponse(
            ScannedUnit school,
            ScannedUnit grade,
            ScannedUnit schoolClass,
            JoinMode mode,
            boolean full,
            Instant expiresAt) {}

    /** A school, grade or class. */
    record ScannedUnit(String id, String name) {

        static ScannedUnit of(OrgUnit unit) {
            return new ScannedUnit(Long.toString(unit.id()), unit.name());
        }
    }

    @GetMapping("/{code}")
    ScanResponse scan(@PathVariable String code) {
        ScanJoinCode.Scan found = scan.scan(code);
        ClassPlace place = found.place();
        return new ScanResponse(
                ScannedUnit.of(place.school()),
                ScannedUnit.of(place.grade()),
                ScannedUnit.of(place.schoolClass()),
                found.mode(),
                found.full(),
                found.expiresAt());
    }

    /** To print or to show on a screen. */
    @GetMapping(path = "/{code}.png", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> picture(@PathVariable String code) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.IMAGE_PNG)
                .body(QrPicture.png(codes.address(code)));
    }
}
